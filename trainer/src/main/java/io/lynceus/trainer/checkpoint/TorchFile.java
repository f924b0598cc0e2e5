package io.lynceus.trainer.checkpoint;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A file of torch.save since PyTorch 1.6: a zip archive, nothing in it compressed, of one folder with data.pkl and the
 * values of each storage in data/KEY. Its messages are for the user and follow the file's name.
 */
final class TorchFile implements Closeable {
    private static final String PICKLE = "data.pkl";
    private static final int MAX_PICKLE = 16 << 20;

    private final ZipFile zip;
    private final String folder;

    private TorchFile(ZipFile zip, String folder) {
        this.zip = zip;
        this.folder = folder;
    }

    static TorchFile open(Path file) throws IOException {
        ZipFile zip = archive(file.toFile());
        try {
            String pickle = zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.equals(PICKLE) || name.endsWith("/" + PICKLE))
                    .findFirst()
                    .orElseThrow(() -> new IOException("it holds no " + PICKLE + ": no file of torch.save"));
            TorchFile opened = new TorchFile(zip, pickle.substring(0, pickle.length() - PICKLE.length()));
            opened.checkByteOrder();
            return opened;
        } catch (IOException e) {
            zip.close();
            throw e;
        } catch (IllegalArgumentException e) {
            zip.close();
            throw new IOException("it is damaged: a name in it is no text", e);
        }
    }

    private static ZipFile archive(File file) throws IOException {
        try {
            return new ZipFile(file);
        } catch (ZipException | IllegalArgumentException e) {
            throw new IOException("it is no zip archive, as torch.save writes since PyTorch 1.6, or it is damaged", e);
        }
    }

    private void checkByteOrder() throws IOException {
        ZipEntry order = zip.getEntry(folder + "byteorder");
        if (order != null && new String(read(order, 0, 3), StandardCharsets.US_ASCII).equals("big")) {
            throw new IOException("its numbers are big-endian; save it again on a little-endian machine");
        }
    }

    /** What the pickle describes. */
    @Nullable
    Object root() throws IOException {
        ZipEntry entry = entry(PICKLE);
        if (entry.getSize() > MAX_PICKLE) {
            throw new IOException("its pickle has " + entry.getSize() + " bytes, more than any checkpoint's");
        }
        return PickleReader.read(read(entry, 0, entry.getSize()));
    }

    /** Bytes of a storage. */
    byte[] read(Storage storage, long skipped, long length) throws IOException {
        return read(entry("data/" + storage.key()), skipped, length);
    }

    private ZipEntry entry(String name) throws IOException {
        ZipEntry entry = zip.getEntry(folder + name);
        if (entry == null) {
            throw new IOException("it lacks " + name);
        }
        return entry;
    }

    /** Nothing is unpacked, so nothing can be larger than the file. */
    private byte[] read(ZipEntry entry, long skipped, long length) throws IOException {
        if (entry.getMethod() != ZipEntry.STORED || entry.getSize() != entry.getCompressedSize()) {
            throw new IOException("its entries are compressed, which torch.save does not do");
        }
        if (skipped < 0 || length < 0 || length > Integer.MAX_VALUE - 8 || skipped > entry.getSize() - length) {
            throw new IOException("it is damaged: a tensor reaches beyond its values");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            in.skipNBytes(skipped);
            byte[] bytes = in.readNBytes((int) length);
            if (bytes.length == length) {
                return bytes;
            }
        }
        throw new IOException("it is cut short");
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
