package io.lynceus.processor.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.decode.TestClips;
import io.lynceus.schemas.avro.CameraChange;
import io.lynceus.schemas.avro.CameraStatus;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.vision.RunError;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
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

    /** Else the capture of all would end with it. */
    @Test
    void oneThatIsChangedWhileItsPacketsWaitIsNoFailureOfTheSink() throws InterruptedException {
        CountDownLatch waits = new CountDownLatch(1);
        List<Boolean> failed = new CopyOnWriteArrayList<>();
        AtomicReference<Cameras> all = new AtomicReference<>();
        StatusSink looks = status -> {
            if (status.getStatus() == CameraChange.CHANGED) {
                Objects.requireNonNull(all.get()).captures().forEach(capture -> failed.add(capture.sinkFailed()));
            }
        };
        try (Cameras waiting = new Cameras(FOREVER, new Away(waits), looks, Clock.systemUTC())) {
            all.set(waiting);
            waiting.begin(List.of(gate, dock));
            waits.await();
            waiting.put(new Camera("gate", gate.source(), Transport.TCP, Duration.ofSeconds(3), Trust.USUAL));
            assertThat(failed).containsExactly(false);
        }
    }

    /** Does not take the first packet of gate, for as long as one waits. */
    private record Away(CountDownLatch waits) implements PacketSink {
        @Override
        public void send(EncodedPacket packet) {
            if (packet.getCamera().equals("gate") && waits.getCount() > 0) {
                waits.countDown();
                await(new CountDownLatch(1));
            }
        }

        private static void await(CountDownLatch never) {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RunError("stopped while the broker was away", e);
            }
        }

        @Override
        public void flush() {
            // Nothing is kept.
        }
    }

    private long epochs(String camera) {
        return sent.all().stream()
                .filter(packet -> packet.getCamera().equals(camera))
                .map(EncodedPacket::getEpoch)
                .distinct()
                .count();
    }
}
