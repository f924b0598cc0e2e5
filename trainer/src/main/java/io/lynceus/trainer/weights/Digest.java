package io.lynceus.trainer.weights;

import io.lynceus.vision.Reason;
import io.lynceus.vision.RunError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** SHA-256 of files, lower-case hex as sha256sum prints it, and the ones that files are held to. */
final class Digest {
    private static final int BUFFER = 1 << 20;

    private Digest() {}

    static String of(Path file) {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new RunError(file + ": " + Reason.of(e), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The digest in a file beside others; null when there is none. */
    static @Nullable String kept(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file).strip() : null;
        } catch (IOException e) {
            throw new RunError(file + ": " + Reason.of(e), e);
        }
    }

    static void keep(Path file, String digest) {
        try {
            Files.writeString(file, digest + "\n");
        } catch (IOException e) {
            throw new RunError(file + ": cannot be written: " + Reason.of(e), e);
        }
    }
}
