package io.lynceus.vision.pixels;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.util.Locale;

/** What it costs to bring a frame into a network's input: scaled right into it, and by way of memory in between. */
public final class SlotCost {
    private static final int ROUNDS = 9;
    private static final int FRAMES = 100;

    private SlotCost() {}

    /** @param arguments sides of the input, pixels, multiples of 64 */
    public static void main(String[] arguments) {
        SyntheticYuv.Kind kind = SyntheticYuv.kinds()
                .filter(one -> one.width() >= 1280)
                .findFirst()
                .orElseThrow();
        try (SyntheticYuv picture = SyntheticYuv.of(kind);
                Scalers scalers = new Scalers();
                HostFrame frame = new HostFrame(picture.frame(), null, scalers)) {
            for (String side : arguments) {
                int pixels = Integer.parseInt(side);
                Slot right = new Slot(Slot.memory(pixels, pixels), pixels, pixels);
                ByteBuffer odd = Slot.memory(pixels, pixels + 1).position(1);
                Slot copied = new Slot(odd, pixels, pixels);
                double best = Double.MAX_VALUE;
                double bestCopied = Double.MAX_VALUE;
                for (int round = 0; round < ROUNDS; round++) {
                    best = Math.min(best, millis(frame, right));
                    bestCopied = Math.min(bestCopied, millis(frame, copied));
                }
                System.out.printf(
                        Locale.ROOT,
                        "%dx%d into %d: %.3f ms of CPU, %.3f by way of other memory%n",
                        kind.width(),
                        kind.height(),
                        pixels,
                        best,
                        bestCopied);
            }
        }
    }

    private static double millis(HostFrame frame, Slot slot) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < FRAMES; i++) {
            frame.into(slot);
        }
        return (threads.getCurrentThreadCpuTime() - before) / 1e6 / FRAMES;
    }
}
