package io.lynceus.processor.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.processor.capture.Camera;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCamerasTest {
    @TempDir
    Path folder;

    @Test
    void urlsAreNamedByHostAndPathAndNeverByWhoLogsIn() {
        List<Camera> cameras = DemoCameras.of(List.of(
                "rtsp://admin:s3cret@10.0.0.7:554/stream1?key=s3cret",
                "rtsp://10.0.0.8",
                "rtsp://10.0.0.8",
                "rtsp://10.0.0.9/user=admin_password=s3cret_channel=1.sdp?real_stream"));
        assertThat(cameras)
                .extracting(Camera::name)
                .containsExactly("10.0.0.7-stream1", "10.0.0.8", "10.0.0.8-2", "10.0.0.9");
    }

    @Test
    void filesAreNamedByTheirName() throws IOException {
        String file = Files.createFile(folder.resolve("front yard.mp4")).toString();
        assertThat(DemoCameras.of(List.of(file, "back=" + file, file)))
                .extracting(Camera::name)
                .containsExactly("front-yard", "back", "front-yard-2");
    }

    @Test
    void aFileThatIsNotThereAndANameGivenTwiceAreToldInALine() throws IOException {
        String file = Files.createFile(folder.resolve("a.mp4")).toString();
        assertThatThrownBy(() -> DemoCameras.of(List.of("no/such.mp4")))
                .isInstanceOf(UserError.class)
                .hasMessage("--camera no/such.mp4: there is no such file");
        assertThatThrownBy(() -> DemoCameras.of(List.of("gate=" + file, "gate=" + file)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("two cameras have that name");
    }
}
