package io.lynceus.vision.model;

import io.lynceus.vision.Reason;
import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an ONNX model, what they are called, and the files beside it that hold what does not fit into it. Models
 * are megabytes; they are read once and let go when the engine has them.
 *
 * @param name for people: the path, or the name of the bundled model
 * @param bytes not copied
 * @param path of the model's file; null for one that is none
 * @param data files that the model takes values from, in the order of their names
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record ModelFile(String name, byte[] bytes, @Nullable Path path, List<Path> data) {
    private static final int PART = 1 << 20;

    public ModelFile {
        data = List.copyOf(data);
    }

    /** A model that is in no file and has all in itself. */
    public ModelFile(String name, byte[] bytes) {
        this(name, bytes, null, List.of());
    }

    /** @throws UserError when the file is missing, cannot be read, or is no ONNX model that a runtime should see */
    public static ModelFile read(Path path) {
        if (!Files.exists(path)) {
            throw new UserError("no such model: " + path);
        }
        if (Files.isDirectory(path)) {
            throw new UserError("not a model but a folder: " + path);
        }
        try {
            if (!Files.isRegularFile(path) || Files.size(path) > Integer.MAX_VALUE) {
                throw new UserError("not an ONNX model: " + path
                        + (Files.isRegularFile(path) ? ": none is larger than 2 GiB" : ": it is no file"));
            }
            ModelFile file = new ModelFile(path.toString(), Files.readAllBytes(path), path, List.of());
            return new ModelFile(file.name, file.bytes, path, DataFiles.of(path, file.facts()));
        } catch (IOException e) {
            throw new UserError("cannot read the model " + path + ": " + Reason.of(e), e);
        }
    }

    /**
     * Looks through the bytes.
     *
     * @throws UserError when it is no ONNX model, or one that no runtime should see
     */
    public OnnxFacts facts() {
        try {
            OnnxFacts facts = OnnxFacts.of(bytes);
            if (path == null && !facts.external().isEmpty()) {
                throw new IllegalArgumentException("it takes values from other files, and lies in no folder");
            }
            return facts;
        } catch (IllegalArgumentException e) {
            throw new UserError("not an ONNX model: " + name + ": " + e.getMessage(), e);
        }
    }

    /**
     * Of the file's bytes and those of its data files, one after the other: lower-case hex. For a model without data
     * files that is what sha256sum says.
     *
     * @throws RunError when a data file cannot be read any more
     */
    public String sha256() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes);
            for (Path file : data) {
                add(file, digest);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void add(Path file, MessageDigest digest) {
        byte[] part = new byte[PART];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(part); read >= 0; read = in.read(part)) {
                digest.update(part, 0, read);
            }
        } catch (IOException e) {
            throw new RunError("cannot read " + file + ": " + Reason.of(e), e);
        }
    }

    /**
     * The same model with one more output: two of [N, rows, columns] side by side. It is for a runtime, and not what is
     * in the file.
     *
     * @param type ONNX's number for that of the values
     */
    public ModelFile joining(String left, String right, String joined, int type) {
        return new ModelFile(name, OutputJoin.of(bytes, left, right, joined, type), path, data);
    }

    /**
     * The same model with an input of bytes, 0..255, in place of its own, from which it makes that one by itself. It is
     * for a runtime, and not what is in the file.
     *
     * @param input its one input, of type FLOAT or FLOAT16
     * @param white what that one has for 255
     * @return its bytes in parts that follow each other, most of them views of {@link #bytes}
     */
    public List<ByteBuffer> takingBytes(OnnxInput input, int white) {
        return BytesInput.of(bytes, input, white);
    }

    /**
     * Where a runtime that is given {@link #bytes} finds the data files; null for a model without any. To be closed
     * when the runtime has read them.
     *
     * @throws UserError when they cannot be had
     */
    public @Nullable DataFolder dataFolder() {
        return path == null || data.isEmpty() ? null : DataFolder.of(path, data);
    }

    /** The file's name without folder and ending. */
    public String stem() {
        String file = String.valueOf(Path.of(name).getFileName());
        return file.endsWith(".onnx") ? file.substring(0, file.length() - ".onnx".length()) : file;
    }
}
