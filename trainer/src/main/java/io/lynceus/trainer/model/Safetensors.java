package io.lynceus.trainer.model;

import io.lynceus.vision.Reason;
import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * The safetensors file format (github.com/huggingface/safetensors): eight bytes
 * little-endian header length, a JSON header, raw little-endian values. Float32
 * and int64 are written; float32, float16, float64, bfloat16 and int64 are read.
 *
 * @param tensors by name, in file order; they belong to the PointerScope open at {@link #read}
 * @param metadata the file's {@code __metadata__}
 */
public record Safetensors(Map<String, Tensor> tensors, Map<String, String> metadata) {
    public Safetensors {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /**
     * Reads a file whole.
     *
     * @throws UserError when it is missing, unreadable or not whole
     */
    public static Safetensors read(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            SafetensorsHeader header = SafetensorsHeader.read(file, channel);
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (SafetensorsHeader.Entry entry : header.entries()) {
                tensors.put(entry.name(), tensor(channel, header.dataStart(), entry));
            }
            return new Safetensors(tensors, header.metadata());
        } catch (NoSuchFileException e) {
            throw new UserError("there is no checkpoint " + file, e);
        } catch (IOException e) {
            throw new UserError("cannot read the checkpoint " + file + ": " + Reason.of(e), e);
        }
    }

    private static Tensor tensor(FileChannel channel, long dataStart, SafetensorsHeader.Entry entry)
            throws IOException {
        Tensor tensor = torch.empty(entry.dimensions(), new TensorOptions(entry.type()), new MemoryFormatOptional());
        ByteBuffer bytes = bytes(tensor, entry.length());
        long position = dataStart + entry.start();
        while (bytes.hasRemaining()) {
            int count = channel.read(bytes, position + bytes.position());
            if (count < 0) {
                throw new IOException("it ends in the middle of " + entry.name());
            }
        }
        return tensor;
    }

    /** The memory of a contiguous tensor; valid as long as the tensor. */
    private static ByteBuffer bytes(Tensor tensor, long length) {
        return new BytePointer(tensor.data_ptr())
                .capacity(length)
                .asByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Writes atomically: a reader sees the old file or the new one, never half of it.
     *
     * @throws RunError when it cannot be written
     */
    public void write(Path file) {
        Path absolute = file.toAbsolutePath();
        try (PointerScope scope = new PointerScope()) {
            Path folder = absolute.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Path partial = absolute.resolveSibling(absolute.getFileName() + ".partial");
            try (FileChannel channel = FileChannel.open(
                    partial,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                writeAll(channel, SafetensorsHeader.bytes(tensors, metadata));
                for (Tensor tensor : tensors.values()) {
                    Tensor plain = tensor.detach().cpu().contiguous();
                    writeAll(channel, bytes(plain, plain.numel() * plain.element_size()));
                }
                channel.force(true);
            } catch (IOException e) {
                Files.deleteIfExists(partial); // what is there of it would take the space that the next try needs
                throw e;
            }
            Files.move(partial, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new RunError("cannot write the checkpoint " + file + ": " + Reason.of(e), e);
        }
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
