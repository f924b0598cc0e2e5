package io.lynceus.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.lynceus.trainer.parity.Fixture;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class NmsTest {
    static List<Arguments> cases() {
        List<Arguments> cases = new ArrayList<>();
        for (Fixture one : Fixture.all("nms")) {
            one.meta().fields().forEachRemaining(entry -> {
                if (entry.getValue().has("conf_thres")) {
                    cases.add(Arguments.of(one, entry.getKey()));
                }
            });
        }
        return cases;
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("cases")
    void givesTheBoxesOfTheReference(Fixture one, String how) {
        String prediction = "prediction_b_4plusnc_n_xywh";
        int pictures = one.size(prediction, 0);
        RawOutput output =
                new RawOutput(pictures, one.size(prediction, 1), one.size(prediction, 2), one.floats(prediction));
        JsonNode meta = one.meta().get(how);
        assertThat(meta.fieldNames())
                .toIterable()
                .as("settings that NMS has")
                .isSubsetOf("conf_thres", "iou_thres", "multi_label", "max_det", "agnostic", "classes", "counts");
        Set<Integer> classes = new HashSet<>();
        meta.path("classes").forEach(classId -> classes.add(classId.asInt()));
        Nms nms = new Nms(new NmsSettings(
                meta.get("conf_thres").floatValue(),
                meta.get("iou_thres").floatValue(),
                meta.path("multi_label").asBoolean(),
                meta.path("max_det").asInt(300),
                meta.path("agnostic").asBoolean(),
                classes));

        for (int picture = 0; picture < pictures; picture++) {
            List<Detection> boxes = nms.apply(output, picture);
            String tensor = how + "_img" + picture;
            float[] expected = one.has(tensor) ? one.floats(tensor) : new float[0];
            assertThat(boxes).as(tensor).hasSize(expected.length / 6);
            if (meta.has("counts")) {
                assertThat(boxes).hasSize(meta.get("counts").get(picture).asInt());
            }
            for (int i = 0; i < boxes.size(); i++) {
                Detection box = boxes.get(i);
                assertThat(box.classId()).isEqualTo((int) expected[i * 6 + 5]);
                assertThat(box.score()).isEqualTo(expected[i * 6 + 4]);
                assertThat(box.x1()).isCloseTo(expected[i * 6], within(1e-4f));
                assertThat(box.y1()).isCloseTo(expected[i * 6 + 1], within(1e-4f));
                assertThat(box.x2()).isCloseTo(expected[i * 6 + 2], within(1e-4f));
                assertThat(box.y2()).isCloseTo(expected[i * 6 + 3], within(1e-4f));
            }
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("sets")
    void everyResultBelongsToSettings(Fixture one) {
        for (String tensor : one.tensors()) {
            if (!tensor.startsWith("prediction_")) {
                String how = tensor.replaceFirst("_img\\d+$", "");
                assertThat(one.meta().path(how).has("conf_thres")).as(tensor).isTrue();
            }
        }
    }

    static List<Fixture> sets() {
        return Fixture.all("nms");
    }

    @Test
    void aScoreAtTheThresholdIsNotEnough() {
        assertThat(new Nms(NmsSettings.SERVING).apply(oneBoxPerAnchor(0.25f, 0.25001f), 0))
                .extracting(Detection::score)
                .containsExactly(0.25001f);
    }

    @Test
    void anOverlapAtTheThresholdStays() {
        // Two 2x1 boxes, one apart: intersection 1, union 3.
        float[] values = {1, 2, 0.5f, 0.5f, 2, 2, 1, 1, 0.9f, 0.8f};
        RawOutput output = new RawOutput(1, 5, 2, values);
        assertThat(new Nms(new NmsSettings(0.1f, 1f / 3, false, 10)).apply(output, 0))
                .hasSize(2);
        assertThat(new Nms(new NmsSettings(0.1f, 0.33f, false, 10)).apply(output, 0))
                .hasSize(1);
    }

    @Test
    void equalScoresKeepTheOrderOfAnchors() {
        assertThat(new Nms(NmsSettings.SERVING).apply(oneBoxPerAnchor(0.5f, 0.5f, 0.5f), 0))
                .extracting(Detection::x1)
                .containsExactly(-5f, 95f, 195f);
    }

    @Test
    void notANumberIsNoDetection() {
        assertThat(new Nms(NmsSettings.VALIDATION).apply(oneBoxPerAnchor(Float.NaN), 0))
                .isEmpty();
    }

    /** Boxes of 10x10 that do not overlap, one class. */
    private static RawOutput oneBoxPerAnchor(float... scores) {
        int n = scores.length;
        float[] values = new float[5 * n];
        for (int i = 0; i < n; i++) {
            values[i] = 100 * i;
            values[2 * n + i] = 10;
            values[3 * n + i] = 10;
            values[4 * n + i] = scores[i];
        }
        return new RawOutput(1, 5, n, values);
    }
}
