package io.lynceus.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NmsTest {
    @ParameterizedTest
    @CsvSource({
        "basic_nc5, detect",
        "basic_nc5, val",
        "basic_nc5, maxdet5",
        "nc80, detect",
        "nc80, val",
        "nc80, maxdet5"
    })
    void givesTheBoxesOfTheReference(String set, String how) throws IOException {
        JsonNode manifest;
        try (InputStream in = resource(set, "manifest.json")) {
            manifest = new ObjectMapper().readTree(in);
        }
        JsonNode prediction = manifest.at("/tensors/prediction_b_4plusnc_n_xywh");
        int[] shape = new ObjectMapper().convertValue(prediction.get("shape"), int[].class);
        RawOutput output = new RawOutput(
                shape[0], shape[1], shape[2], floats(set, prediction.get("file").asText()));
        JsonNode meta = manifest.at("/meta/" + how);
        Nms nms = new Nms(new NmsSettings(
                meta.get("conf_thres").floatValue(),
                meta.get("iou_thres").floatValue(),
                meta.path("multi_label").asBoolean(),
                meta.get("max_det").asInt()));

        for (int picture = 0; picture < shape[0]; picture++) {
            float[] expected = floats(set, how + "_img" + picture + ".bin");
            List<Detection> boxes = nms.apply(output, picture);
            assertThat(boxes).hasSize(expected.length / 6);
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

    private static float[] floats(String set, String file) throws IOException {
        try (InputStream in = resource(set, file)) {
            ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            float[] values = new float[bytes.remaining() / 4];
            bytes.asFloatBuffer().get(values);
            return values;
        }
    }

    private static InputStream resource(String set, String file) {
        return Objects.requireNonNull(NmsTest.class.getResourceAsStream("/fixtures/nms/" + set + "/" + file), file);
    }
}
