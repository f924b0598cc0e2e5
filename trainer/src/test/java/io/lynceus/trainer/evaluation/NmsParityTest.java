package io.lynceus.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.lynceus.trainer.parity.Fixture;
import io.lynceus.vision.boxes.Box;
import io.lynceus.vision.boxes.Nms;
import io.lynceus.vision.boxes.NmsSettings;
import io.lynceus.vision.engine.AnchorHead;
import io.lynceus.vision.engine.Head;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class NmsParityTest {
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
        Head head = new AnchorHead(one.size(prediction, 1) - 4);
        int length = one.size(prediction, 1) * one.size(prediction, 2);
        JsonNode meta = one.meta().get(how);
        assertThat(meta.fieldNames())
                .toIterable()
                .as("settings that NMS has")
                .isSubsetOf("conf_thres", "iou_thres", "multi_label", "max_det", "agnostic", "classes", "counts");
        Set<Integer> classes = new HashSet<>();
        meta.path("classes").forEach(classId -> classes.add(classId.asInt()));
        NmsSettings settings = new NmsSettings(
                meta.get("conf_thres").floatValue(),
                meta.get("iou_thres").floatValue(),
                meta.path("multi_label").asBoolean(),
                meta.path("max_det").asInt(300),
                meta.path("agnostic").asBoolean(),
                classes);
        Nms nms = new Nms(settings);

        for (int picture = 0; picture < pictures; picture++) {
            FloatBuffer output = FloatBuffer.wrap(one.floats(prediction), picture * length, length)
                    .slice();
            List<Box> boxes = nms.apply(head.read(output, settings.score()));
            String tensor = how + "_img" + picture;
            float[] expected = one.has(tensor) ? one.floats(tensor) : new float[0];
            assertThat(boxes).as(tensor).hasSize(expected.length / 6);
            if (meta.has("counts")) {
                assertThat(boxes).hasSize(meta.get("counts").get(picture).asInt());
            }
            for (int i = 0; i < boxes.size(); i++) {
                Box box = boxes.get(i);
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
}
