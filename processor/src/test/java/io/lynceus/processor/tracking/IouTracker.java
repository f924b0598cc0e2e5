package io.lynceus.processor.tracking;

import io.lynceus.vision.boxes.Detection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a tracker has to beat: a box goes with the track whose last box it overlaps most, nothing moves on its own, and
 * a track that is not seen for a second is over.
 */
final class IouTracker {
    private static final double LEAST = 0.3;
    private static final double SCORE = 0.5;

    private final int kept;
    private final TreeMap<Long, Detection> last = new TreeMap<>();
    private final Map<Long, Integer> missed = new TreeMap<>();
    private long lastId;

    /** @param kept frames that a track is kept without a box */
    IouTracker(int kept) {
        this.kept = kept;
    }

    List<Detection> onFrame(List<Detection> found) {
        List<Detection> boxes =
                found.stream().filter(box -> box.score() >= SCORE).toList();
        List<Long> ids = new ArrayList<>(last.keySet());
        double[][] costs = new double[ids.size()][boxes.size()];
        for (int i = 0; i < costs.length; i++) {
            for (int j = 0; j < boxes.size(); j++) {
                costs[i][j] = 1 - Overlap.of(Objects.requireNonNull(last.get(ids.get(i))), boxes.get(j));
            }
        }
        int[] of = boxes.isEmpty() ? new int[0] : Assignment.of(costs, 1 - LEAST);
        List<Detection> numbered = new ArrayList<>();
        boolean[] taken = new boolean[boxes.size()];
        for (int i = 0; i < ids.size(); i++) {
            long id = ids.get(i);
            if (i < of.length && of[i] != Assignment.NONE) {
                taken[of[i]] = true;
                last.put(id, boxes.get(of[i]));
                missed.put(id, 0);
                numbered.add(boxes.get(of[i]).ofTrack(id));
            } else {
                int now = missed.getOrDefault(id, 0) + 1;
                missed.put(id, now);
                if (now > kept) {
                    last.remove(id);
                    missed.remove(id);
                }
            }
        }
        for (int j = 0; j < taken.length; j++) {
            if (!taken[j]) {
                lastId++;
                last.put(lastId, boxes.get(j));
                missed.put(lastId, 0);
                numbered.add(boxes.get(j).ofTrack(lastId));
            }
        }
        return numbered;
    }
}
