package io.lynceus.processor.inference;

import io.lynceus.processor.config.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The bytes of an ONNX model, and what they are called. Models are megabytes; they are read once and let go when the engine has them.
 *
 * @param name for people: the path, or the name of the bundled model
 * @param bytes not copied
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record ModelFile(String name, byte[] bytes) {
    /** The model that comes with Lynceus: people, cars and trucks as one fixed street camera sees them. */
    public static final String BUNDLED = "gelan-t-vtest.onnx";

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

    /** @throws UserError when this build carries no model */
    public static ModelFile bundled() {
        try (InputStream in = ModelFile.class.getResourceAsStream("/models/" + BUNDLED)) {
            if (in == null) {
                throw new UserError(
                        "this build carries no model: name one with --model, or make it with ./lynceus train-demo");
            }
            return new ModelFile(BUNDLED, in.readAllBytes());
        } catch (IOException e) {
            throw new UserError("cannot read the bundled model: " + e.getMessage(), e);
        }
    }

    /** Lower-case hex. */
    String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The file's name without folder and ending. */
    String stem() {
        String file = String.valueOf(Path.of(name).getFileName());
        return file.endsWith(".onnx") ? file.substring(0, file.length() - ".onnx".length()) : file;
    }
}
