package io.lynceus.processor.decode;

import io.lynceus.vision.UserError;
import org.bytedeco.javacpp.Pointer;

/**
 * Prints by how many bytes this process has grown over many decoders that did not start, after as many before to warm
 * up. For a JVM whose heap is all there from the start. FFmpeg's packet and frame are some 600 bytes together.
 */
final class FailedStarts {
    static final int TIMES = 100_000;

    private FailedStarts() {}

    public static void main(String[] arguments) {
        fail();
        long before = Pointer.physicalBytes();
        fail();
        System.out.println(Pointer.physicalBytes() - before);
    }

    private static void fail() {
        StreamFormat unknown = new StreamFormat("no-such-codec", null, 16, 16);
        for (int i = 0; i < TIMES; i++) {
            try (Decoder decoder = new Decoder(unknown)) {
                throw new IllegalStateException(decoder + " is at work");
            } catch (UserError e) {
                // as it should
            }
        }
    }
}
