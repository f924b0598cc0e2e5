package io.lynceus.processor.chaos;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The disturbed run's events held against the undisturbed one's.
 *
 * @param identical frames with the same event
 * @param close frames whose boxes differ, within tolerance
 * @param differences what does not match, in words
 */
record Comparison(long identical, long close, List<String> differences) {
    static Comparison of(Map<FrameKey, Outcome> disturbed, Map<FrameKey, Outcome> undisturbed) {
        TreeSet<FrameKey> keys = new TreeSet<>(Comparator.comparing(FrameKey::camera)
                .thenComparing(FrameKey::epoch)
                .thenComparing(FrameKey::sequence));
        keys.addAll(disturbed.keySet());
        keys.addAll(undisturbed.keySet());
        long identical = 0;
        long close = 0;
        List<String> differences = new ArrayList<>();
        for (FrameKey key : keys) {
            Outcome one = disturbed.get(key);
            Outcome two = undisturbed.get(key);
            if (one == null || two == null) {
                differences.add(key + ": only in the " + (one == null ? "undisturbed" : "disturbed") + " run");
            } else if (one.equals(two)) {
                identical++;
            } else if (one.matches(two)) {
                close++;
            } else {
                differences.add(
                        key + ": " + one.status() + " with " + one.boxes().size() + " boxes, undisturbed "
                                + two.status() + " with " + two.boxes().size());
            }
        }
        return new Comparison(identical, close, differences);
    }

    boolean same() {
        return differences.isEmpty();
    }
}
