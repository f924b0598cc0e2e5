package io.lynceus.vision.engine.tensorrt;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256. */
final class Digests {
    static final int LENGTH = 32;

    private Digests() {}

    static byte[] of(ByteBuffer bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes.duplicate());
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Lower-case. */
    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(of(ByteBuffer.wrap(bytes)));
    }
}
