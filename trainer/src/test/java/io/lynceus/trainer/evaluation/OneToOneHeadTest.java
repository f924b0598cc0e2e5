package io.lynceus.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.vision.boxes.Box;
import io.lynceus.vision.boxes.Candidates;
import io.lynceus.vision.boxes.Nms;
import io.lynceus.vision.boxes.NmsSettings;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class OneToOneHeadTest {
    @Test
    void eachAnchorIsABoxOfItsBestClassAndNoneIsSuppressed() {
        float[] output = {
            10,
            11,
            50, // centre x
            10,
            10,
            50, // centre y
            8,
            8,
            4, // width
            6,
            6,
            2, // height
            0.3f,
            0.5f,
            0.1f, // first class
            0.6f,
            0.5f,
            0.2f // second class
        };

        Candidates found = new OneToOneHead(2).read(FloatBuffer.wrap(output), 0.25f);

        assertThat(new Nms(NmsSettings.VALIDATION).apply(found))
                .containsExactly(new Box(1, 0.6f, 6, 7, 14, 13), new Box(0, 0.5f, 7, 7, 15, 13));
    }
}
