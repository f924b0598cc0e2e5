package io.lynceus.processor.cli;

import io.lynceus.processor.ledger.CameraLedger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * What the ledger comes to.
 *
 * @param cameras one line each
 * @param notLookedAt packets after all that have an event, beyond those that are in the lines
 * @param waited true when events of what is pending had time to come
 */
record LedgerVerdict(List<CameraLedger> cameras, long notLookedAt, boolean waited) {
    /** True when nothing is wrong: pending frames alone are none while nobody has waited for them. */
    boolean good() {
        long wrong = sum(CameraLedger::missing) + sum(CameraLedger::duplicate) + sum(CameraLedger::sharedIds);
        return wrong == 0 && (!waited || open() == 0);
    }

    /** Frames without an event that may still get theirs. */
    long open() {
        return sum(CameraLedger::pending) + notLookedAt;
    }

    /** Frames that were captured. */
    long captured() {
        return sum(CameraLedger::captured);
    }

    /** Frames that each application has written events of. */
    Map<String, Long> byWriter() {
        Map<String, Long> all = new TreeMap<>();
        cameras.forEach(camera -> camera.byWriter().forEach((writer, frames) -> all.merge(writer, frames, Long::sum)));
        return all;
    }

    long sum(ToLongFunction<CameraLedger> column) {
        return cameras.stream().mapToLong(column).sum();
    }
}
