package io.lynceus.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.lynceus.trainer.data.LabelBox;
import io.lynceus.trainer.parity.Fixture;
import io.lynceus.vision.boxes.Box;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class MeanAveragePrecisionTest {
    private static final Speed SPEED = new Speed(0, 0, 0);

    static List<Path> cases() {
        return Fixture.folders("coco_map", "expected.json");
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("cases")
    void givesTheNumbersOfTheReference(Path set) {
        JsonNode labels = Fixture.json(set.resolve("gt.json"));
        JsonNode expected = Fixture.json(set.resolve("expected.json")).get("repo_metric");
        List<Integer> classes = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (JsonNode category : labels.get("categories")) {
            classes.add(category.get("id").asInt());
            names.add(category.get("name").asText());
        }
        Map<Integer, List<LabelBox>> labelsOf = new HashMap<>();
        for (JsonNode a : labels.get("annotations")) {
            float[] b = corners(a.get("bbox"));
            labelsOf.computeIfAbsent(a.get("image_id").asInt(), id -> new ArrayList<>())
                    .add(new LabelBox(classes.indexOf(a.get("category_id").asInt()), b[0], b[1], b[2], b[3]));
        }
        Map<Integer, List<Box>> detectionsOf = new HashMap<>();
        for (JsonNode d : Fixture.json(set.resolve("dt.json"))) {
            float[] b = corners(d.get("bbox"));
            detectionsOf
                    .computeIfAbsent(d.get("image_id").asInt(), id -> new ArrayList<>())
                    .add(new Box(
                            classes.indexOf(d.get("category_id").asInt()),
                            d.get("score").floatValue(),
                            b[0],
                            b[1],
                            b[2],
                            b[3]));
        }

        MeanAveragePrecision map = new MeanAveragePrecision(names);
        for (JsonNode image : labels.get("images")) {
            List<Box> detections = detectionsOf.getOrDefault(image.get("id").asInt(), new ArrayList<>());
            detections.sort(Comparator.comparingDouble(d -> -d.score()));
            map.add(detections, labelsOf.getOrDefault(image.get("id").asInt(), List.of()));
        }
        Metrics metrics = map.result(SPEED);

        assertThat(metrics.ap50()).isCloseTo(expected.get("mAP50").asDouble(), within(1e-6));
        assertThat(metrics.ap()).isCloseTo(expected.get("mAP50_95").asDouble(), within(1e-6));
        assertThat(metrics.precision()).isCloseTo(expected.get("mP").asDouble(), within(1e-6));
        assertThat(metrics.recall()).isCloseTo(expected.get("mR").asDouble(), within(1e-6));
        List<Integer> measured = new ArrayList<>();
        expected.get("classes").forEach(classId -> measured.add(classId.asInt()));
        assertThat(metrics.classes()).extracting(ClassMetrics::classId).containsExactlyElementsOf(measured);
        for (int i = 0; i < measured.size(); i++) {
            ClassMetrics ours = metrics.classes().get(i);
            JsonNode byThreshold = expected.at("/ap_per_class_10iou/" + i);
            double mean = 0;
            for (JsonNode ap : byThreshold) {
                mean += ap.asDouble() / byThreshold.size();
            }
            assertThat(ours.ap50()).isCloseTo(byThreshold.get(0).asDouble(), within(1e-6));
            assertThat(ours.ap()).isCloseTo(mean, within(1e-6));
            assertThat(ours.precision()).isCloseTo(expected.at("/p/" + i).asDouble(), within(1e-6));
            assertThat(ours.recall()).isCloseTo(expected.at("/r/" + i).asDouble(), within(1e-6));
        }
    }

    @Test
    void aPerfectDetectorScoresOne() {
        Metrics metrics = measure(List.of(detection(0.9f, 0)), List.of(label(0)));
        assertThat(metrics.ap50()).isCloseTo(0.995, within(1e-3));
        assertThat(metrics.ap()).isCloseTo(metrics.ap50(), within(1e-9));
        assertThat(metrics.recall()).isEqualTo(1);
    }

    @Test
    void aSecondBoxOnTheSameLabelIsFalse() {
        Metrics metrics = measure(List.of(detection(0.9f, 0), detection(0.8f, 0)), List.of(label(0), label(100)));
        ClassCurves curves = metrics.curves().get(0);
        assertThat(curves.precisionByScore()[0]).isEqualTo(0.5);
        assertThat(curves.recallByScore()[0]).isEqualTo(0.5);
    }

    @Test
    void theBetterScoreTakesTheLabelAlthoughTheOtherFitsBetter() {
        // IoU 2/3, so up to the threshold 0.65.
        Box shifted = new Box(0, 0.9f, 2, 0, 12, 10);
        assertThat(Matching.hits(List.of(shifted, detection(0.5f, 0)), List.of(label(0))))
                .containsExactly(0b0000001111, 0b1111110000);
    }

    @Test
    void aClassWithoutDetectionsCountsAsZeroAndOneWithoutLabelsNotAtAll() {
        MeanAveragePrecision map = new MeanAveragePrecision(List.of("found", "missed", "absent"));
        map.add(
                List.of(detection(0.9f, 0), new Box(2, 0.9f, 0, 0, 5, 5)),
                List.of(label(0), new LabelBox(1, 50, 50, 60, 60)));
        Metrics metrics = map.result(SPEED);
        assertThat(metrics.classes()).extracting(ClassMetrics::name).containsExactly("found", "missed");
        assertThat(metrics.classes().get(1).ap()).isZero();
        assertThat(metrics.ap50()).isCloseTo(0.4975, within(1e-3));
    }

    @Test
    void noLabelsAreAllZeroAndNoFailure() {
        assertThat(measure(List.of(), List.of()).ap50()).isZero();
    }

    private static Metrics measure(List<Box> detections, List<LabelBox> labels) {
        MeanAveragePrecision map = new MeanAveragePrecision(List.of("thing"));
        map.add(detections, labels);
        return map.result(SPEED);
    }

    private static Box detection(float score, float x) {
        return new Box(0, score, x, 0, x + 10, 10);
    }

    private static LabelBox label(float x) {
        return new LabelBox(0, x, 0, x + 10, 10);
    }

    private static float[] corners(JsonNode box) {
        float x = box.get(0).floatValue();
        float y = box.get(1).floatValue();
        return new float[] {x, y, x + box.get(2).floatValue(), y + box.get(3).floatValue()};
    }
}
