package io.lynceus.processor.tracking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A sequence of frames as it is and as a tracker had it, held against each other. One thread. */
public final class TrackingFrames {
    private static final double NEARLY = 1e-9;

    private final List<Frame> frames = new ArrayList<>();
    private final TreeMap<Long, Integer> truths = new TreeMap<>();
    private final TreeMap<Long, Integer> answers = new TreeMap<>();

    /**
     * One frame.
     *
     * @param truth which of the objects are in it, as their places in the order of the first sight
     * @param answer which of the tracks
     * @param alike how much each object's box is like each track's, 0..1
     */
    private record Frame(int[] truth, int[] answer, double[][] alike) {}

    /**
     * The next frame.
     *
     * @param truth ids of the objects that are in it
     * @param answer ids of the tracks that are in it
     * @param alike for each object and each track how much their boxes are alike, 0..1, such as by IoU
     */
    public void add(List<Long> truth, List<Long> answer, double[][] alike) {
        frames.add(new Frame(places(truth, truths), places(answer, answers), alike));
    }

    private static int[] places(Collection<Long> ids, Map<Long, Integer> known) {
        return ids.stream()
                .mapToInt(id -> known.computeIfAbsent(id, other -> known.size()))
                .toArray();
    }

    /**
     * The score of all frames so far.
     *
     * @param least pairs that are less alike are none, for MOTA and IDF1; usually 0.5
     */
    public TrackingScore score(double least) {
        long objects = frames.stream().mapToLong(frame -> frame.truth.length).sum();
        long tracks = frames.stream().mapToLong(frame -> frame.answer.length).sum();
        long[] clear = clear(least);
        double[] hota = hota();
        return new TrackingScore(
                1 - (double) (objects - clear[0] + tracks - clear[0] + clear[1]) / Math.max(1, objects),
                2.0 * identified(least) / Math.max(1, objects + tracks),
                hota[0],
                hota[1],
                hota[2],
                clear[1],
                tracks - clear[0],
                objects - clear[0],
                objects);
    }

    /**
     * Pairs, and how many of them were another pair before (CLEAR MOT, Bernardin and Stiefelhagen 2008): a pair of the
     * frame before goes on if it can, the others are the ones that are most alike in all.
     */
    private long[] clear(double least) {
        int[] latest = new int[truths.size()];
        Arrays.fill(latest, Assignment.NONE);
        int[] before = latest.clone();
        long pairs = 0;
        long switches = 0;
        for (Frame frame : frames) {
            double[][] costs = new double[frame.truth.length][frame.answer.length];
            for (int i = 0; i < costs.length; i++) {
                for (int j = 0; j < frame.answer.length; j++) {
                    boolean goesOn = before[frame.truth[i]] == frame.answer[j];
                    costs[i][j] = frame.alike[i][j] < least - NEARLY ? 1 : -frame.alike[i][j] - (goesOn ? 1000 : 0);
                }
            }
            int[] found = frame.answer.length == 0 ? new int[0] : Assignment.of(costs, 0);
            Arrays.fill(before, Assignment.NONE);
            for (int i = 0; i < found.length; i++) {
                if (found[i] != Assignment.NONE) {
                    int object = frame.truth[i];
                    int track = frame.answer[found[i]];
                    pairs++;
                    switches += latest[object] != Assignment.NONE && latest[object] != track ? 1 : 0;
                    latest[object] = track;
                    before[object] = track;
                }
            }
        }
        return new long[] {pairs, switches};
    }

    /** Pairs when each object has one track for good (Ristani et al. 2016, arXiv 1609.01775). */
    private long identified(double least) {
        if (truths.isEmpty() || answers.isEmpty()) {
            return 0;
        }
        double[][] costs = new double[truths.size()][answers.size()];
        for (Frame frame : frames) {
            for (int i = 0; i < frame.truth.length; i++) {
                for (int j = 0; j < frame.answer.length; j++) {
                    costs[frame.truth[i]][frame.answer[j]] -= frame.alike[i][j] >= least - NEARLY ? 1 : 0;
                }
            }
        }
        int[] found = Assignment.of(costs, 0);
        double pairs = 0;
        for (int i = 0; i < found.length; i++) {
            pairs -= found[i] == Assignment.NONE ? 0 : costs[i][found[i]];
        }
        return Math.round(pairs);
    }

    /** HOTA, DetA and AssA, the means over the thresholds 0.05 to 0.95 (Luiten et al. 2020, arXiv 2009.07736). */
    private double[] hota() {
        if (truths.isEmpty() || answers.isEmpty()) {
            return new double[3];
        }
        int[] ofTruth = new int[truths.size()];
        int[] ofAnswer = new int[answers.size()];
        double[][] together = together(ofTruth, ofAnswer);
        double[] sums = new double[3];
        int thresholds = 19;
        List<int[]> pairs = new ArrayList<>();
        for (Frame frame : frames) {
            pairs.add(pairs(frame, together));
        }
        for (int step = 1; step <= thresholds; step++) {
            long[][] matches = new long[ofTruth.length][ofAnswer.length];
            long hits = 0;
            long misses = 0;
            long wrong = 0;
            for (int f = 0; f < frames.size(); f++) {
                Frame frame = frames.get(f);
                long now = 0;
                for (int i = 0; i < pairs.get(f).length; i++) {
                    int j = pairs.get(f)[i];
                    if (j != Assignment.NONE && frame.alike[i][j] >= step * 0.05 - NEARLY) {
                        matches[frame.truth[i]][frame.answer[j]]++;
                        now++;
                    }
                }
                hits += now;
                misses += frame.truth.length - now;
                wrong += frame.answer.length - now;
            }
            double associated = 0;
            for (int i = 0; i < ofTruth.length; i++) {
                for (int j = 0; j < ofAnswer.length; j++) {
                    double match = matches[i][j];
                    associated += match * match / Math.max(1, ofTruth[i] + ofAnswer[j] - match);
                }
            }
            double detection = (double) hits / Math.max(1, hits + misses + wrong);
            double association = associated / Math.max(1, hits);
            sums[0] += Math.sqrt(detection * association) / thresholds;
            sums[1] += detection / thresholds;
            sums[2] += association / thresholds;
        }
        return sums;
    }

    /** How much each object and each track are together over all frames; counts the frames of each. */
    private double[][] together(int[] ofTruth, int[] ofAnswer) {
        double[][] together = new double[ofTruth.length][ofAnswer.length];
        for (Frame frame : frames) {
            for (int i = 0; i < frame.truth.length; i++) {
                ofTruth[frame.truth[i]]++;
                double row = 0;
                for (double alike : frame.alike[i]) {
                    row += alike;
                }
                for (int j = 0; j < frame.answer.length; j++) {
                    double column = 0;
                    for (double[] other : frame.alike) {
                        column += other[j];
                    }
                    double all = row + column - frame.alike[i][j];
                    together[frame.truth[i]][frame.answer[j]] += all > NEARLY ? frame.alike[i][j] / all : 0;
                }
            }
            for (int track : frame.answer) {
                ofAnswer[track]++;
            }
        }
        for (int i = 0; i < ofTruth.length; i++) {
            for (int j = 0; j < ofAnswer.length; j++) {
                together[i][j] /= ofTruth[i] + ofAnswer[j] - together[i][j];
            }
        }
        return together;
    }

    private static int[] pairs(Frame frame, double[][] together) {
        double[][] costs = new double[frame.truth.length][frame.answer.length];
        for (int i = 0; i < costs.length; i++) {
            for (int j = 0; j < frame.answer.length; j++) {
                costs[i][j] = -frame.alike[i][j] * together[frame.truth[i]][frame.answer[j]];
            }
        }
        if (frame.answer.length == 0) {
            return Collections.nCopies(costs.length, Assignment.NONE).stream()
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
        return Assignment.of(costs, 0);
    }
}
