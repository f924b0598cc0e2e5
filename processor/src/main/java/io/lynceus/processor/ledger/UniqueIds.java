package io.lynceus.processor.ledger;

import java.util.Iterator;
import java.util.LinkedHashSet;

/** Counts ids, and those that came before among the latest. One thread. */
final class UniqueIds {
    /** Whoever writes records again does so soon. */
    static final int REMEMBERED = 200_000;

    private final LinkedHashSet<String> ids = new LinkedHashSet<>();
    private long count;
    private long duplicate;

    void take(String id) {
        count++;
        if (!ids.add(id)) {
            duplicate++;
        } else if (ids.size() > REMEMBERED) {
            Iterator<String> oldest = ids.iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** All that came. */
    long count() {
        return count;
    }

    long duplicate() {
        return duplicate;
    }
}
