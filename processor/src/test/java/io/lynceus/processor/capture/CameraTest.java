package io.lynceus.processor.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.vision.UserError;
import org.junit.jupiter.api.Test;

class CameraTest {
    @Test
    void isANameAndASource() {
        assertThat(Camera.parse("gate=rtsp://host/a?x=1")).isEqualTo(new Camera("gate", "rtsp://host/a?x=1"));
        assertThat(Camera.parse("gate=rtsp://host/a").live()).isTrue();
        assertThat(Camera.parse("gate=clip.mp4").live()).isFalse();
    }

    @Test
    void showsNoCredentials() {
        assertThat(Camera.parse("gate=rtsp://admin:p@ss@host/a")).hasToString("gate=rtsp://***@host/a");
        assertThatThrownBy(() -> Camera.parse("rtsp://admin:secret@host/a"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("write NAME=URL or NAME=FILE")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aUrlWithoutANameShowsNoCredentialsEither() {
        assertThatThrownBy(() -> Camera.parse("rtsp://admin:secret@host/a?x=1"))
                .isInstanceOf(UserError.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void refusesNamesThatAreNoKeys() {
        assertThatThrownBy(() -> Camera.parse("front gate=clip.mp4"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'front gate'");
    }
}
