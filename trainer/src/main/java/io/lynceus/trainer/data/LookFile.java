package io.lynceus.trainer.data;

import io.lynceus.trainer.data.LookCache.Seen;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The form of a {@link LookCache}'s file: magic number, form of the labels, checksum of the rest, the looks. */
final class LookFile {
    private static final Logger LOG = LoggerFactory.getLogger(LookFile.class);

    /** "LYNC" and the version of the form. */
    private static final long MAGIC = 0x4c594e43_00000002L;

    private static final int HEADER = 3 * Long.BYTES;

    private LookFile() {}

    /** Empty where the file is not to be relied on. */
    static Map<Path, Seen> read(Path file, LabelForm form) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            ByteBuffer header = ByteBuffer.wrap(bytes);
            if (bytes.length >= HEADER
                    && header.getLong() == MAGIC
                    && header.getLong() == form.id()
                    && header.getLong() == checksum(bytes, HEADER)) {
                return looks(new DataInputStream(new ByteArrayInputStream(bytes, HEADER, bytes.length - HEADER)));
            }
            LOG.info("{}: damaged, of another version or of other classes; all pictures are looked at again", file);
        } catch (NoSuchFileException e) {
            LOG.debug("{}: not there yet", file);
        } catch (IOException | RuntimeException e) {
            LOG.info("{}: cannot be read; all pictures are looked at again: {}", file, e.getMessage());
        }
        return Map.of();
    }

    private static Map<Path, Seen> looks(DataInputStream in) throws IOException {
        Map<Path, Seen> looks = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            Path picture = Path.of(in.readUTF());
            Stamp ofPicture = new Stamp(in.readLong(), in.readLong());
            Stamp ofLabels = new Stamp(in.readLong(), in.readLong());
            int width = in.readInt();
            int height = in.readInt();
            List<LabelBox> boxes = new ArrayList<>();
            for (int box = in.readInt(); box > 0; box--) {
                boxes.add(new LabelBox(in.readInt(), in.readFloat(), in.readFloat(), in.readFloat(), in.readFloat()));
            }
            Look look = new Look(width, height, boxes, "", in.readUTF());
            looks.put(picture, new Seen(ofPicture, ofLabels, look));
        }
        return looks;
    }

    /** Atomically: a reader sees the old file or the new one. */
    static void write(Path file, LabelForm form, Map<Path, Seen> looks) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(body);
        out.writeInt(looks.size());
        for (Map.Entry<Path, Seen> entry : looks.entrySet()) {
            write(entry.getKey(), entry.getValue(), out);
        }
        byte[] bytes = body.toByteArray();
        ByteBuffer whole = ByteBuffer.allocate(HEADER + bytes.length);
        whole.putLong(MAGIC).putLong(form.id()).putLong(checksum(bytes, 0)).put(bytes);
        Path folder = Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
        // A name of its own: several training processes may write at once.
        String name = file.getFileName() + "." + ProcessHandle.current().pid() + ".partial";
        Path partial = folder.resolve(name);
        try {
            Files.write(partial, whole.array());
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private static void write(Path picture, Seen seen, DataOutputStream out) throws IOException {
        out.writeUTF(picture.toString());
        out.writeLong(seen.picture().size());
        out.writeLong(seen.picture().changed());
        out.writeLong(seen.labels().size());
        out.writeLong(seen.labels().changed());
        Look look = seen.look();
        out.writeInt(look.width());
        out.writeInt(look.height());
        out.writeInt(look.boxes().size());
        for (LabelBox box : look.boxes()) {
            out.writeInt(box.classId());
            out.writeFloat(box.x1());
            out.writeFloat(box.y1());
            out.writeFloat(box.x2());
            out.writeFloat(box.y2());
        }
        out.writeUTF(look.labelFault());
    }

    private static long checksum(byte[] bytes, int from) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, from, bytes.length - from);
        return checksum.getValue();
    }
}
