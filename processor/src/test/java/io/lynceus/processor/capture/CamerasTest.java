package io.lynceus.processor.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.decode.TestClips;
import io.lynceus.schemas.avro.CameraChange;
import io.lynceus.schemas.avro.CameraStatus;
import io.lynceus.schemas.avro.EncodedPacket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CamerasTest {
    private static final CaptureOptions FOREVER = new CaptureOptions(false, CaptureOptions.FOREVER).insisting();

    @TempDir
    static Path folder;

    private static Camera gate;
    private static Camera dock;

    private final Sent sent = new Sent();
    private final Told told = new Told();
    private final Cameras cameras = new Cameras(FOREVER, sent, told, Clock.systemUTC());

    @BeforeAll
    static void clip() {
        String clip = TestClips.write(folder.resolve("clip.mp4"), 64, 48, 600).toString();
        gate = new Camera("gate", clip);
        dock = new Camera("dock", clip);
    }

    @BeforeEach
    void begin() throws InterruptedException {
        cameras.begin(List.of(gate));
        assertThat(told.next(CameraChange.CONNECTED).getCamera()).isEqualTo("gate");
    }

    @AfterEach
    void close() {
        cameras.close();
    }

    @Test
    void oneIsAddedAndRemovedWithoutTouchingTheOther() throws InterruptedException {
        cameras.apply(List.of(gate, dock));
        assertThat(told.next(CameraChange.ADDED).getCamera()).isEqualTo("dock");
        assertThat(told.next(CameraChange.CONNECTED).getCamera()).isEqualTo("dock");
        cameras.apply(List.of(gate));
        assertThat(told.next(CameraChange.REMOVED).getCamera()).isEqualTo("dock");
        sent.await(packet -> packet.getCamera().equals("dock") && packet.getEndOfStream());
        cameras.close();
        assertThat(epochs("gate")).isEqualTo(1);
        assertThat(cameras.states()).extracting(state -> state.camera().name()).containsExactly("gate");
        assertThat(cameras.packets())
                .isEqualTo(sent.all().stream()
                        .filter(packet -> !packet.getEndOfStream())
                        .count());
    }

    @Test
    void oneThatIsChangedEndsItsEpochBeforeTheNextBegins() throws InterruptedException {
        cameras.put(new Camera("gate", gate.source(), Transport.TCP, Duration.ofSeconds(3), Trust.USUAL));
        told.next(CameraChange.CHANGED);
        told.next(CameraChange.CONNECTED);
        cameras.close();
        List<EncodedPacket> packets = sent.all();
        assertThat(packets).extracting(EncodedPacket::getEpoch).isSorted();
        assertThat(packets.stream().filter(EncodedPacket::getEndOfStream)).hasSize(2);
    }

    @Test
    void oneThatIsTheSameIsLeftAlone() {
        assertThat(cameras.put(new Camera("gate", gate.source()))).isFalse();
        cameras.apply(List.of(gate));
        assertThat(cameras.remove("nobody")).isFalse();
        cameras.close();
        assertThat(told.all()).extracting(CameraStatus::getStatus).containsExactly(CameraChange.CONNECTED);
        assertThat(epochs("gate")).isEqualTo(1);
    }

    @Test
    void oneThatFailsCostsOnlyItself() throws InterruptedException {
        cameras.put(new Camera("attic", folder.resolve("none.mp4").toString()));
        told.next(CameraChange.ADDED);
        assertThat(told.next(CameraChange.LOST).getReason()).contains("no such video", "none.mp4");
        sent.await(packet -> packet.getCamera().equals("gate"));
        assertThat(cameras.captures()).extracting(Capture::sinkFailed).containsOnly(false);
    }

    private long epochs(String camera) {
        return sent.all().stream()
                .filter(packet -> packet.getCamera().equals(camera))
                .map(EncodedPacket::getEpoch)
                .distinct()
                .count();
    }
}
