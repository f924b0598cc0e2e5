package io.lynceus.vision.engine.tensorrt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * A plan in a file: {@code LYNPLAN1}, the length of the text (int), the length of the plan (long), the sha256 of both,
 * the text of the key in UTF-8, the plan. Numbers big-endian. TensorRT trusts a plan as if it were code, so what is
 * damaged is never handed to it.
 *
 * @param text of the key that it was made for
 * @param plan from position to limit
 */
record PlanFile(String text, ByteBuffer plan) {
    private static final byte[] MAGIC = "LYNPLAN1".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = MAGIC.length + Integer.BYTES + Long.BYTES + Digests.LENGTH;
    private static final int LONGEST_TEXT = 1 << 16;

    /** What is wrong with a file, as the end of a sentence. */
    static final class Damaged extends Exception {
        private static final long serialVersionUID = 1;

        Damaged(String what) {
            super(what);
        }
    }

    /** Writes beside it and moves into place: who reads finds all of it or nothing. */
    void write(Path file) throws IOException {
        byte[] key = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer body = ByteBuffer.allocate(key.length + plan.remaining())
                .put(key)
                .put(plan.duplicate())
                .flip();
        ByteBuffer header = ByteBuffer.allocate(HEADER)
                .put(MAGIC)
                .putInt(key.length)
                .putLong(plan.remaining())
                .put(Digests.of(body))
                .flip();
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        try (FileChannel out = FileChannel.open(
                partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            for (ByteBuffer part : new ByteBuffer[] {header, body}) {
                while (part.hasRemaining()) {
                    out.write(part);
                }
            }
            out.force(true);
        }
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Reads and verifies all of it.
     *
     * @throws NoSuchFileException when there is none
     * @throws Damaged when it is not what was written
     */
    static PlanFile read(Path file) throws IOException, Damaged {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        if (bytes.remaining() < HEADER) {
            throw new Damaged("it is cut off");
        }
        byte[] magic = new byte[MAGIC.length];
        bytes.get(magic);
        int textLength = bytes.getInt();
        long planLength = bytes.getLong();
        byte[] digest = new byte[Digests.LENGTH];
        bytes.get(digest);
        if (!Arrays.equals(magic, MAGIC) || textLength < 0 || textLength > LONGEST_TEXT) {
            throw new Damaged("it is no plan of this version");
        }
        if (planLength != bytes.remaining() - textLength) {
            throw new Damaged("it is cut off");
        }
        if (!Arrays.equals(digest, Digests.of(bytes))) {
            throw new Damaged("its checksum is wrong");
        }
        byte[] text = new byte[textLength];
        bytes.get(text);
        return new PlanFile(new String(text, StandardCharsets.UTF_8), bytes);
    }
}
