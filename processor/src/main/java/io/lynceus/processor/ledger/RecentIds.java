package io.lynceus.processor.ledger;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The latest ids of an epoch's events. Ids that release 0.1 wrote follow the timestamps, and those of an epoch do not
 * go back by more than a second: two frames that share one come soon after one another.
 */
final class RecentIds {
    private static final int MOST = 1_024;

    private final Map<String, Boolean> latest = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    };

    /** False when it is one of the latest. */
    boolean add(String id) {
        return latest.put(id, true) == null;
    }
}
