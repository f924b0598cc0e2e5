package io.lynceus.vision.model;

import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The bytes of an ONNX model, and what they are called. Models are megabytes; they are read once and let go when the
 * engine has them.
 *
 * @param name for people: the path, or the name of the bundled model
 * @param bytes not copied
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record ModelFile(String name, byte[] bytes) {
    /** @throws UserError when the file is missing or cannot be read */
    public static ModelFile read(Path path) {
        if (!Files.exists(path)) {
            throw new UserError("no such model: " + path);
        }
        if (Files.isDirectory(path)) {
            throw new UserError("not a model but a folder: " + path);
        }
        try {
            return new ModelFile(path.toString(), Files.readAllBytes(path));
        } catch (IOException e) {
            throw new UserError("cannot read the model " + path + ": " + e.getMessage(), e);
        }
    }

    /** Lower-case hex. */
    public String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The file's name without folder and ending. */
    public String stem() {
        String file = String.valueOf(Path.of(name).getFileName());
        return file.endsWith(".onnx") ? file.substring(0, file.length() - ".onnx".length()) : file;
    }
}
