package io.lynceus.processor.capture;

import java.util.ArrayDeque;
import java.util.Collections;

/** How far one timestamp lies after the one before, of late. One thread. */
final class Steps {
    private static final int MANY = 8;
    private static final int FEW = 2;

    private final ArrayDeque<Long> latest = new ArrayDeque<>();

    /** Notes a step; where frames are out of order, those back say nothing. */
    void add(long ticks) {
        if (ticks > 0) {
            latest.add(ticks);
            if (latest.size() > MANY) {
                latest.remove();
            }
        }
    }

    /** True when there were enough to go by. */
    boolean known() {
        return latest.size() >= FEW;
    }

    /** From one frame to the next that is shown, 1 while nothing is known. */
    long usual() {
        return latest.isEmpty() ? 1 : Collections.min(latest);
    }

    /** Half of them are no longer, 0 while nothing is known; one gap makes no difference. */
    long middle() {
        return latest.isEmpty()
                ? 0
                : latest.stream().sorted().skip(latest.size() / 2).findFirst().orElseThrow();
    }
}
