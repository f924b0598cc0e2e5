package io.lynceus.processor.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The disturbed run's tracks, zone events and counts held against the undisturbed one's.
 *
 * @param identical records that are the same
 * @param differences what does not match, in words
 */
record RecordComparison(long identical, List<String> differences) {
    static RecordComparison of(SeenRecords disturbed, SeenRecords undisturbed) {
        List<String> twice = new ArrayList<>();
        disturbed.twice().forEach(id -> twice.add(id + ": more than once"));
        undisturbed.twice().forEach(id -> twice.add(id + ": more than once in the undisturbed run"));
        return of(disturbed.texts(), undisturbed.texts(), twice);
    }

    static RecordComparison of(Map<String, String> disturbed, Map<String, String> undisturbed, List<String> twice) {
        TreeSet<String> ids = new TreeSet<>(disturbed.keySet());
        ids.addAll(undisturbed.keySet());
        List<String> differences = new ArrayList<>(twice);
        long identical = 0;
        for (String id : ids) {
            String one = disturbed.get(id);
            String two = undisturbed.get(id);
            if (one == null || two == null) {
                differences.add(id + ": only in the " + (one == null ? "undisturbed" : "disturbed") + " run");
            } else if (one.equals(two)) {
                identical++;
            } else {
                differences.add(id + ": " + one + ", undisturbed " + two);
            }
        }
        return new RecordComparison(identical, differences);
    }

    boolean same() {
        return differences.isEmpty();
    }
}
