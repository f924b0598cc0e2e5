package io.lynceus.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.capture.Camera;
import io.lynceus.processor.capture.CameraState;
import io.lynceus.schemas.avro.CameraChange;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DownCamerasTest {
    @Test
    void namesThoseThatAreAwayAndSaysWhichRefuseUs() {
        assertThat(DownCameras.text(List.of(
                        state("gate", CameraChange.CONNECTED),
                        state("dock", CameraChange.LOST),
                        state("yard", CameraChange.AUTH_FAILED),
                        state("file", CameraChange.EOF),
                        state("new", CameraChange.UNKNOWN))))
                .isEqualTo(", down: dock, yard (password refused)");
        assertThat(DownCameras.text(List.of(state("gate", CameraChange.RECONNECTED))))
                .isEmpty();
    }

    @Test
    void namesAFewOfMany() {
        assertThat(DownCameras.text(IntStream.range(0, 40)
                        .mapToObj(i -> state("c" + i, CameraChange.LOST))
                        .toList()))
                .isEqualTo(", down: c0, c1, c2, c3, c4 and 35 more");
    }

    private static CameraState state(String name, CameraChange change) {
        return new CameraState(new Camera(name, "rtsp://h/"), change, Instant.EPOCH, null, 0, 0);
    }
}
