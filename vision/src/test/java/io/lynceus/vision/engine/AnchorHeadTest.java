package io.lynceus.vision.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.vision.boxes.Box;
import io.lynceus.vision.boxes.Candidates;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class AnchorHeadTest {
    @Test
    void everyClassOfAnAnchorThatScoresMoreThanTheLeastIsACandidate() {
        // Two anchors, two classes: rows cx, cy, w, h, score 0, score 1.
        float[] output = {10, 50, 20, 60, 4, 8, 6, 10, 0.2f, 0.25f, 0.7f, 0.1f};
        AnchorHead head = new AnchorHead(2);
        Candidates few = head.read(FloatBuffer.wrap(output), 0.25f);
        assertThat(few.size()).isEqualTo(1);
        assertThat(few.box(0)).isEqualTo(new Box(1, 0.7f, 8, 17, 12, 23));
        Candidates many = head.read(FloatBuffer.wrap(output), 0.1f);
        assertThat(many.size()).isEqualTo(3);
        assertThat(many.box(0)).isEqualTo(new Box(0, 0.2f, 8, 17, 12, 23));
        assertThat(many.box(2)).isEqualTo(new Box(0, 0.25f, 46, 55, 54, 65));
    }

    @Test
    void moreCandidatesThanWereFirstMadeRoomForAreAllThere() {
        int anchors = 1000;
        float[] output = new float[5 * anchors];
        for (int i = 0; i < anchors; i++) {
            output[i] = i;
            output[4 * anchors + i] = 0.5f;
        }
        Candidates all = new AnchorHead(1).read(FloatBuffer.wrap(output), 0);
        assertThat(all.size()).isEqualTo(anchors);
        assertThat(all.box(999).x1()).isEqualTo(999);
    }
}
