package io.lynceus.processor.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.processor.config.CameraConfig;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CameraTest {
    @TempDir
    private Path folder;

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
    void aPasswordThatHidesTheHostIsRefusedWithWhatToDo() {
        for (String password : List.of("qz/ss", "qz/s@s", "q:z/:")) {
            assertThatThrownBy(() -> Camera.parse("gate=rtsp://admin:" + password + "@host/a"))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("the host in rtsp://***@host/a cannot be told from the password")
                    .hasMessageContaining("user: and password:")
                    .hasMessageNotContaining("z/");
        }
        assertThatThrownBy(() -> Camera.parse("gate=rtsp://admin:qz#ss@host/a"))
                .hasMessageContaining("the host in rtsp://*** cannot be told")
                .hasMessageNotContaining("qz");
    }

    @Test
    void userAndPasswordMayBeKeysOfTheirOwnWhateverSignsTheyHave() throws IOException {
        Path file = Files.writeString(folder.resolve("password"), " s/c#r?t@:%\u00e4+\n");
        Camera camera = Camera.of("", config("rtsp://host:554/a", "ad min", null, file.toString()), Reach.ANYWHERE);
        assertThat(camera.source()).isEqualTo("rtsp://ad%20min:%20s%2Fc%23r%3Ft%40%3A%25%C3%A4%2B@host:554/a");
        assertThat(camera).hasToString("gate=rtsp://***@host:554/a");
        assertThat(Camera.of("", config("http://host/a", "admin", null, null), Reach.ANYWHERE)
                        .source())
                .isEqualTo("http://admin:@host/a");
        assertThatThrownBy(() -> Camera.of("", config("rtsp://a:b@h/", "u", "p", null), Reach.ANYWHERE))
                .hasMessage("user: is in the url too: one of the two");
        assertThatThrownBy(() -> Camera.of("", config("clip.mp4", "u", "p", null), Reach.ANYWHERE))
                .hasMessage("user: is for a URL, and clip.mp4 is a file");
        assertThatThrownBy(() -> Camera.of("", config("rtsp://h/", "u", null, "/none"), Reach.ANYWHERE))
                .hasMessage("passwordFile: /none cannot be read: no such file or folder");
        assertThatThrownBy(() -> config("rtsp://h/", "u", "p", "/none")).hasMessageContaining("one of the two");
        assertThatThrownBy(() -> config("rtsp://h/", null, "p", null))
                .hasMessage("user: is missing beside the password");
        assertThat(config("rtsp://u:secret@h/", null, null, null)).hasToString("gate=rtsp://***@h/");
    }

    private static CameraConfig config(
            String url, @Nullable String user, @Nullable String password, @Nullable String file) {
        return new CameraConfig("gate", url, user, password, file, null, null, null, null, null);
    }

    @Test
    void refusesNamesThatAreNoKeys() {
        assertThatThrownBy(() -> Camera.parse("front gate=clip.mp4"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("'front gate'");
    }
}
