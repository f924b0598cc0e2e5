package io.lynceus.processor.tracking;

import io.lynceus.vision.boxes.Detection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The tracks and the boxes of one frame, and which of them go together so far. */
final class Matching {
    private final List<Track> left;
    private final List<Detection> boxes;
    private final double aspect;
    private final long now;
    private final @Nullable Track[] trackOf;

    /** What a pair costs less by. */
    enum By {
        /** Overlap with where the track is taken to be, and the box's score; its direction, where that is known. */
        SCORE,
        /** Overlap with where the track is taken to be. */
        OVERLAP,
        /** Overlap with where the track was seen last. */
        LAST_SIGHT
    }

    /**
     * @param aspect the picture's width over its height
     * @param now of the frame, microseconds
     */
    Matching(List<Track> tracks, List<Detection> boxes, double aspect, long now) {
        this.left = new ArrayList<>(tracks);
        this.boxes = boxes;
        this.aspect = aspect;
        this.now = now;
        this.trackOf = new Track[boxes.size()];
    }

    /** The track of a box, null when it has none. */
    @Nullable
    Track trackOf(int box) {
        return trackOf[box];
    }

    /** The tracks without a box. */
    List<Track> left() {
        return left;
    }

    /**
     * Finds pairs among what is left, and takes each box for where its track is now.
     *
     * @param limit pairs that cost more do not go together
     */
    void pair(Predicate<Track> which, Predicate<Detection> what, double limit, By by) {
        List<Track> rows = left.stream().filter(which).toList();
        List<Integer> columns = new ArrayList<>();
        for (int i = 0; i < boxes.size(); i++) {
            if (trackOf[i] == null && what.test(boxes.get(i))) {
                columns.add(i);
            }
        }
        if (rows.isEmpty() || columns.isEmpty()) {
            return;
        }
        double[][] costs = new double[rows.size()][columns.size()];
        for (int row = 0; row < costs.length; row++) {
            Track track = rows.get(row);
            int classId = track.classId();
            for (int column = 0; column < columns.size(); column++) {
                costs[row][column] = cost(track, classId, boxes.get(columns.get(column)), limit, by);
            }
        }
        int[] found = Assignment.of(costs, limit);
        for (int row = 0; row < found.length; row++) {
            if (found[row] != Assignment.NONE) {
                int box = columns.get(found[row]);
                Track track = rows.get(row);
                track.correct(boxes.get(box), aspect, now);
                trackOf[box] = track;
                left.remove(track);
            }
        }
    }

    private double cost(Track track, int classId, Detection box, double limit, By by) {
        double overlap = by == By.LAST_SIGHT ? track.lastIou(box, aspect) : track.iou(box, aspect);
        double same = classId == box.classId() ? overlap : overlap * TrackerSettings.OTHER_CLASS;
        if (by != By.SCORE) {
            return 1 - same;
        }
        double cost = 1 - same * box.score();
        return cost > limit ? cost : cost - TrackerSettings.MOMENTUM * track.straight(box, aspect) * box.score();
    }
}
