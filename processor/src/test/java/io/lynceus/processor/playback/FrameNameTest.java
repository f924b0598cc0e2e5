package io.lynceus.processor.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.vision.UserError;
import org.junit.jupiter.api.Test;

class FrameNameTest {
    @Test
    void aCamerasNameMayHaveColons() {
        assertThat(FrameName.parse("gate:north:17:4")).isEqualTo(new FrameName("gate:north", 17, 4));
        assertThat(FrameName.parse("gate:north:17:4")).hasToString("gate:north:17:4");
    }

    @Test
    void aLaterConnectionsFirstFrameComesAfterAnEarlierOnesLast() {
        assertThat(new FrameName("gate", 18, 0)).isGreaterThan(new FrameName("gate", 17, 4000));
    }

    @Test
    void whatIsNoIdIsRefusedInWords() {
        assertThatThrownBy(() -> FrameName.parse("gate"))
                .isInstanceOf(UserError.class)
                .hasMessage("--event gate: is not the id of a frame, camera:epoch:sequence, as events have it");
    }
}
