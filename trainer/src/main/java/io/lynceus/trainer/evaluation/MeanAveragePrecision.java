package io.lynceus.trainer.evaluation;

import io.lynceus.trainer.data.LabelBox;
import io.lynceus.vision.boxes.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Average precision as YOLO trainers measure it while training: 101-point
 * interpolation per class and IoU threshold, mean over classes with labels. On small
 * sets it is systematically higher than COCO's own tool. Not safe for several threads.
 */
public final class MeanAveragePrecision {
    private final List<String> classNames;
    private final List<List<Match>> matches = new ArrayList<>();
    private final int[] instances;
    private final int[] picturesWith;
    private int pictures;

    /** @param classNames by index */
    public MeanAveragePrecision(List<String> classNames) {
        this.classNames = List.copyOf(classNames);
        this.instances = new int[classNames.size()];
        this.picturesWith = new int[classNames.size()];
        classNames.forEach(name -> matches.add(new ArrayList<>()));
    }

    /**
     * Counts one picture.
     *
     * @param detections best score first, in the labels' pixels
     */
    public void add(List<Box> detections, List<LabelBox> labels) {
        pictures++;
        int[] hits = Matching.hits(detections, labels);
        for (int i = 0; i < hits.length; i++) {
            Box detection = detections.get(i);
            matches.get(detection.classId()).add(new Match(detection.score(), hits[i]));
        }
        labels.forEach(label -> instances[label.classId()]++);
        labels.stream().mapToInt(LabelBox::classId).distinct().forEach(c -> picturesWith[c]++);
    }

    /** What the pictures so far amount to; all zero without labels. */
    public Metrics result(Speed speed) {
        List<ClassCurves> curves = new ArrayList<>();
        List<RankedMatches> ranked = new ArrayList<>();
        List<Integer> present = new ArrayList<>();
        for (int c = 0; c < instances.length; c++) {
            if (instances[c] > 0) {
                RankedMatches matched = rank(c);
                present.add(c);
                ranked.add(matched);
                curves.add(new ClassCurves(
                        classNames.get(c),
                        matched.precisionByRecall(0),
                        matched.precisionByScore(),
                        matched.recallByScore()));
            }
        }
        int best = BestScore.index(curves);
        List<ClassMetrics> classes = new ArrayList<>();
        for (int i = 0; i < present.size(); i++) {
            classes.add(classMetrics(present.get(i), ranked.get(i), curves.get(i), best));
        }
        return Metrics.of(pictures, classes, curves, best / (double) (RankedMatches.SCORES - 1), speed);
    }

    private ClassMetrics classMetrics(int classId, RankedMatches ranked, ClassCurves curves, int best) {
        double ap = 0;
        for (int t = 0; t < Matching.THRESHOLDS; t++) {
            ap += ranked.averagePrecision(t) / Matching.THRESHOLDS;
        }
        return new ClassMetrics(
                classId,
                classNames.get(classId),
                picturesWith[classId],
                instances[classId],
                curves.precisionByScore()[best],
                curves.recallByScore()[best],
                ranked.averagePrecision(0),
                ap);
    }

    private RankedMatches rank(int classId) {
        List<Match> sorted = new ArrayList<>(matches.get(classId));
        sorted.sort(Comparator.comparingDouble(match -> -match.score()));
        float[] scores = new float[sorted.size()];
        int[] hits = new int[scores.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = sorted.get(i).score();
            hits[i] = sorted.get(i).hits();
        }
        return new RankedMatches(instances[classId], scores, hits);
    }

    private record Match(float score, int hits) {}
}
