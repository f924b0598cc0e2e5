package io.lynceus.processor.web;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/** The last of what happened, to be searched. Thread-safe. */
final class Happenings {
    private static final int KEPT = 5000;

    private final ArrayDeque<Happening> last = new ArrayDeque<>();
    private long version;

    synchronized void add(Happening happening) {
        last.addLast(happening);
        if (last.size() > KEPT) {
            last.removeFirst();
        }
        version++;
    }

    /** Another number whenever something was added. */
    synchronized long version() {
        return version;
    }

    /**
     * The latest that fit, the latest first: topics are read side by side, each at its own pace. What is empty fits
     * all.
     */
    synchronized List<Happening> search(String camera, String label, String zone, int most) {
        List<Happening> found = new ArrayList<>();
        Iterator<Happening> backwards = last.descendingIterator();
        while (backwards.hasNext()) {
            Happening each = backwards.next();
            if ((camera.isEmpty() || camera.equals(each.camera()))
                    && (label.isEmpty() || label.equals(each.label()))
                    && (zone.isEmpty() || zone.equals(each.zone()))) {
                found.add(each);
            }
        }
        found.sort(Comparator.comparingLong(Happening::millis).reversed());
        return List.copyOf(found.subList(0, Math.min(most, found.size())));
    }
}
