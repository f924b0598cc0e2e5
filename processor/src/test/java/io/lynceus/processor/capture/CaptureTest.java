package io.lynceus.processor.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lynceus.processor.decode.TestClips;
import io.lynceus.schemas.avro.CameraChange;
import io.lynceus.schemas.avro.CaptureTimeSource;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureTest {
    private static final int FRAMES = 15;
    private static final Instant OPENED = Instant.parse("2026-01-02T03:04:05.678901Z");
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static Camera camera;

    private final List<EncodedPacket> sent = new CopyOnWriteArrayList<>();
    private final CountDownLatch first = new CountDownLatch(1);
    private final Clock clock = Clock.fixed(OPENED, ZoneOffset.UTC);

    @BeforeAll
    static void clip() {
        camera = new Camera(
                "gate",
                TestClips.write(folder.resolve("clip.mp4"), 64, 48, FRAMES).toString());
    }

    @Test
    void anEpochIsNumberedFromZeroAndEndsWithItsMarker() {
        run(new CaptureOptions(true, 1));
        assertThat(sent).hasSize(FRAMES + 1);
        for (int i = 0; i <= FRAMES; i++) {
            assertThat(sent.get(i).getSequence()).isEqualTo(i);
            assertThat(sent.get(i).getEndOfStream()).isEqualTo(i == FRAMES);
            assertThat(sent.get(i).getData().hasRemaining()).isEqualTo(i < FRAMES);
        }
    }

    @Test
    void theEpochIsTheTimeOfOpeningAndLargerEachTimeThoughTheClockStandsStill() {
        run(new CaptureOptions(true, 3));
        long micros = OPENED.getEpochSecond() * 1_000_000 + 678_901;
        assertThat(sent.stream().map(EncodedPacket::getEpoch).distinct())
                .containsExactly(micros, micros + 1, micros + 2);
    }

    @Test
    void aFilesCaptureTimeIsTheClockAtOpeningPlusPts() {
        run(new CaptureOptions(true, 1));
        assertThat(sent.get(0).getCaptureTime()).isEqualTo(OPENED);
        assertThat(sent.get(10).getCaptureTime()).isEqualTo(OPENED.plusSeconds(1));
        assertThat(sent)
                .allMatch(packet -> packet.getCaptureTimeSource() == CaptureTimeSource.FILE
                        && packet.getIngestTime().equals(OPENED));
    }

    @Test
    void onlyKeyframesCarryTheCodecsConfiguration() {
        run(new CaptureOptions(true, 1));
        assertThat(sent.get(0).getKeyframe()).isTrue();
        assertThat(sent).allMatch(packet -> packet.getKeyframe() == (packet.getExtradata() != null));
    }

    @Test
    void closingEndsTheEpochWithItsMarker() throws InterruptedException {
        try (Capture capture =
                Capture.start(camera, new CaptureOptions(false, CaptureOptions.FOREVER), sink(), clock)) {
            assertThat(first.await(5, TimeUnit.MINUTES)).isTrue();
            capture.close();
            assertThat(capture.await(Duration.ZERO)).isTrue();
        }
        assertThat(sent.get(sent.size() - 1).getEndOfStream()).isTrue();
    }

    @Test
    void aMissingFileIsAUserErrorAndAnUnreachableCameraARunErrorWithoutItsPassword() {
        assertThatThrownBy(() ->
                        capture(new Camera("gate", folder.resolve("none.mp4").toString())))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("none.mp4");
        assertThatThrownBy(() -> capture(new Camera("gate", "rtsp://admin:secret@127.0.0.1:1/stream")))
                .isInstanceOf(RunError.class)
                .hasMessageContaining("127.0.0.1:1")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aFileIsConnectedOnceAndItsEndIsTold() throws InterruptedException {
        Told told = new Told();
        try (Capture capture = Capture.start(camera, new CaptureOptions(true, 2), sink(), told, clock)) {
            told.next(CameraChange.CONNECTED);
            assertThat(told.next(CameraChange.EOF).getTime()).isEqualTo(OPENED);
            assertThat(capture.await(LONG)).isTrue();
            assertThat(capture.over()).isTrue();
            assertThat(capture.failure()).isNull();
        }
    }

    @Test
    void aCameraThatIsAwayIsWaitedForByWhoInsists() throws InterruptedException {
        Told told = new Told();
        Camera away = new Camera("gate", "rtsp://admin:secret@127.0.0.1:1/stream");
        try (Capture capture = Capture.start(away, CaptureOptions.DEFAULT.insisting(), sink(), told, clock)) {
            assertThat(told.next(CameraChange.LOST).getReason())
                    .contains("127.0.0.1:1")
                    .doesNotContain("secret");
            assertThat(capture.over()).isFalse();
            capture.close();
            assertThat(capture.await(Duration.ZERO)).isTrue();
        }
    }

    @Test
    void aSinkThatFailsEndsTheCapture() {
        PacketSink broken = new PacketSink() {
            @Override
            public void send(EncodedPacket packet) {
                throw new RunError("the broker is gone");
            }

            @Override
            public void flush() {}
        };
        try (Capture capture = Capture.start(camera, new CaptureOptions(true, 1), broken, clock)) {
            assertThatThrownBy(() -> capture.await(LONG))
                    .isInstanceOf(RunError.class)
                    .hasMessage("the broker is gone");
            assertThat(capture.sinkFailed()).isTrue();
        }
    }

    /** As a new camera does while the broker is away. */
    @Test
    void aSinkThatWaitsUntilTheCaptureIsClosedHasNotFailed() {
        CountDownLatch waits = new CountDownLatch(1);
        PacketSink away = new PacketSink() {
            @Override
            public void send(EncodedPacket packet) {
                try {
                    waits.countDown();
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new RunError("stopped while the broker was away", e);
                }
            }

            @Override
            public void flush() {}
        };
        try (Capture capture = Capture.start(camera, new CaptureOptions(true, 1), away, clock)) {
            await().until(() -> waits.getCount() == 0);
            capture.close();
            assertThat(capture.await(LONG)).isTrue();
            assertThat(capture.sinkFailed()).isFalse();
        }
    }

    private void run(CaptureOptions options) {
        try (Capture capture = Capture.start(camera, options, sink(), clock)) {
            assertThat(capture.await(LONG)).isTrue();
        }
    }

    private void capture(Camera other) {
        try (Capture capture = Capture.start(other, CaptureOptions.DEFAULT, sink(), clock)) {
            capture.await(LONG);
        }
    }

    private PacketSink sink() {
        return new PacketSink() {
            @Override
            public void send(EncodedPacket packet) {
                sent.add(packet);
                first.countDown();
            }

            @Override
            public void flush() {}
        };
    }
}
