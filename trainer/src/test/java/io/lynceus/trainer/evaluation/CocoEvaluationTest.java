package io.lynceus.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lynceus.trainer.data.CocoObject;
import io.lynceus.trainer.parity.Fixture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CocoEvaluationTest {
    static List<Path> cases() {
        return Fixture.folders("coco_map", "expected.json");
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("cases")
    void givesTheNumbersOfPycocotools(Path folder) throws IOException {
        JsonNode truth = json(folder, "gt.json");
        JsonNode expected = json(folder, "expected.json").get("pycocotools");
        List<Integer> categories = new ArrayList<>();
        truth.get("categories")
                .forEach(category -> categories.add(category.get("id").asInt()));
        Map<Integer, List<CocoObject>> labels = new HashMap<>();
        for (JsonNode a : truth.get("annotations")) {
            double[] box = box(a);
            labels.computeIfAbsent(a.get("image_id").asInt(), id -> new ArrayList<>())
                    .add(new CocoObject(
                            categories.indexOf(a.get("category_id").asInt()),
                            box[0],
                            box[1],
                            box[2],
                            box[3],
                            a.get("area").asDouble(),
                            a.path("iscrowd").asInt() == 1));
        }
        Map<Integer, List<CocoDetection>> detections = new TreeMap<>();
        truth.get("images").forEach(image -> detections.put(image.get("id").asInt(), new ArrayList<>()));
        for (JsonNode d : json(folder, "dt.json")) {
            double[] box = box(d);
            int classId = categories.indexOf(d.get("category_id").asInt());
            double score = d.get("score").asDouble();
            detections
                    .computeIfAbsent(d.get("image_id").asInt(), id -> new ArrayList<>())
                    .add(new CocoDetection(classId, box[0], box[1], box[2], box[3], score));
        }

        CocoEvaluation evaluation = new CocoEvaluation(categories.size());
        detections.forEach((image, found) -> evaluation.add(found, labels.getOrDefault(image, List.of())));
        CocoMetrics metrics = evaluation.result();

        String[] names = expected.get("order").asText().split(" ");
        assertThat(metrics.byName()).containsOnlyKeys(names);
        for (int i = 0; i < names.length; i++) {
            assertThat(metrics.byName().get(names[i]))
                    .as(names[i])
                    .isCloseTo(expected.at("/stats/" + i).asDouble(), within(1e-6));
        }
        for (CocoMetrics.OfClass c : metrics.classes()) {
            JsonNode ofClass = expected.at("/per_category/" + categories.get(c.classId()));
            assertThat(c.ap()).isCloseTo(ofClass.get("AP").asDouble(), within(1e-6));
            assertThat(c.ap50()).isCloseTo(ofClass.get("AP50").asDouble(), within(1e-6));
        }
    }

    @Test
    void findingACrowdCostsNothing() {
        CocoObject one = new CocoObject(0, 0, 0, 40, 40, 1600, false);
        CocoObject crowd = new CocoObject(0, 100, 100, 200, 200, 40000, true);
        CocoMetrics metrics = measure(
                List.of(
                        new CocoDetection(0, 120, 120, 40, 40, 0.9),
                        new CocoDetection(0, 200, 200, 40, 40, 0.8),
                        new CocoDetection(0, 0, 0, 40, 40, 0.7)),
                List.of(crowd, one));
        assertThat(metrics.ap()).isCloseTo(1, within(1e-9));
        assertThat(metrics.apLarge()).isEqualTo(CocoMetrics.NOTHING);
        assertThat(metrics.ar1()).as("the crowd has used up the one detection").isZero();
    }

    @Test
    void sizeGoesByTheOutlineNotTheBox() {
        CocoMetrics metrics = measure(
                List.of(new CocoDetection(0, 0, 0, 40, 40, 0.9)),
                List.of(new CocoObject(0, 0, 0, 40, 40, 1000, false)));
        assertThat(metrics.apSmall()).isCloseTo(1, within(1e-9));
        assertThat(metrics.apMedium()).isEqualTo(CocoMetrics.NOTHING);
    }

    @Test
    void theHundredAndFirstDetectionOfAClassInAPictureDoesNotCount() {
        List<CocoDetection> detections = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            detections.add(new CocoDetection(0, 500, 500, 10, 10, 0.9));
        }
        detections.add(new CocoDetection(0, 0, 0, 40, 40, 0.8));
        assertThat(measure(detections, List.of(new CocoObject(0, 0, 0, 40, 40, 1600, false)))
                        .ar100())
                .isZero();
    }

    @Test
    void withoutLabelsThereIsNothingToMeasure() {
        CocoMetrics metrics = measure(List.of(new CocoDetection(0, 0, 0, 40, 40, 0.9)), List.of());
        assertThat(metrics.byName().values()).containsOnly(CocoMetrics.NOTHING);
        assertThat(metrics.classes()).isEmpty();
    }

    private static CocoMetrics measure(List<CocoDetection> detections, List<CocoObject> labels) {
        CocoEvaluation evaluation = new CocoEvaluation(1);
        evaluation.add(detections, labels);
        return evaluation.result();
    }

    private static double[] box(JsonNode node) {
        JsonNode box = node.get("bbox");
        return new double[] {
            box.get(0).asDouble(),
            box.get(1).asDouble(),
            box.get(2).asDouble(),
            box.get(3).asDouble()
        };
    }

    private static JsonNode json(Path folder, String file) throws IOException {
        return new ObjectMapper().readTree(folder.resolve(file).toFile());
    }
}
