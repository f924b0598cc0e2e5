package io.lynceus.processor.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.broker.Certificate;
import io.lynceus.processor.decode.TestClips;
import io.lynceus.schemas.avro.CameraChange;
import io.lynceus.schemas.avro.CaptureTimeSource;
import io.lynceus.schemas.avro.EncodedPacket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Capture against GStreamer's RTSP server. */
class RtspIT {
    private static final Duration SOON = Duration.ofMillis(20);
    private static final CaptureOptions OPTIONS =
            new CaptureOptions(false, 1, true, new Retry(SOON, SOON, SOON, SOON, Duration.ZERO));
    private static final Duration STALL = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static Path clip;

    private final Sent sent = new Sent();
    private final Told told = new Told();

    @BeforeAll
    static void clip() {
        RtspServer.assumeInstalled();
        clip = TestClips.write(folder.resolve("clip.mp4"), 64, 48, 600, "libopenh264");
    }

    @Test
    void timeIsTheCamerasOwnOnceItHasSentAReport() throws Exception {
        try (RtspServer server = RtspServer.start(clip);
                Capture capture = start(server.url(""), Transport.TCP)) {
            EncodedPacket first = sent.await(packet -> true);
            assertThat(first.getKeyframe()).isTrue();
            assertThat(first.getExtradata()).isNotNull();
            assertThat(first.getWidth()).isEqualTo(64);
            assertThat(first.getPts()).as("which FFmpeg loses").isZero();
            assertThat(first.getCaptureTimeSource()).isNotEqualTo(CaptureTimeSource.INGEST_TIME);
            EncodedPacket reported =
                    sent.await(packet -> packet.getCaptureTimeSource() == CaptureTimeSource.SENDER_REPORT);
            // The server runs on this machine's clock. It sends what it reads; the frame is due up to some buffers
            // later.
            assertThat(Duration.between(reported.getCaptureTime(), reported.getIngestTime()))
                    .isBetween(Duration.ofMinutes(-5), Duration.ofMinutes(5));
            assertThat(capture.state().change()).isEqualTo(CameraChange.CONNECTED);
        }
    }

    @Test
    void overUdp() throws Exception {
        try (RtspServer server = RtspServer.start(clip);
                Capture capture = start(server.url(""), Transport.UDP)) {
            told.next(CameraChange.CONNECTED);
            sent.await(packet -> packet.getSequence() == 5);
            capture.close();
            assertThat(capture.await(Duration.ZERO)).isTrue();
        }
        assertThat(sent.all().get(sent.all().size() - 1).getEndOfStream()).isTrue();
    }

    @Test
    void aServerThatFallsSilentIsLostAndConnectedAgainWhenItSpeaks() throws Exception {
        try (RtspServer server = RtspServer.start(clip);
                Capture capture = Capture.start(
                        new Camera("gate", server.url(""), Transport.TCP, Duration.ofSeconds(3), Trust.USUAL),
                        OPTIONS,
                        sent,
                        told,
                        Clock.systemUTC())) {
            told.next(CameraChange.CONNECTED);
            server.hold();
            assertThat(told.next(CameraChange.LOST).getReason()).contains("no packet for 3.0 s");
            server.release();
            assertThat(told.next(CameraChange.RECONNECTED).getEpoch())
                    .isGreaterThan(sent.all().get(0).getEpoch());
            assertThat(capture.state().change()).isEqualTo(CameraChange.RECONNECTED);
        }
    }

    @Test
    void closingDoesNotWaitForASilentServer() throws Exception {
        try (RtspServer server = RtspServer.start(clip);
                Capture capture = Capture.start(
                        new Camera("gate", server.url(""), Transport.TCP, Duration.ofHours(1), Trust.USUAL),
                        OPTIONS,
                        sent,
                        told,
                        Clock.systemUTC())) {
            told.next(CameraChange.CONNECTED);
            server.hold();
            capture.close();
            assertThat(capture.await(Duration.ZERO)).isTrue();
            assertThat(told.all()).hasSize(1);
        }
    }

    @Test
    void aRefusedPasswordIsToldWithoutItAndAnEditOfTheFilePutsItRight() throws Exception {
        try (RtspServer server = RtspServer.start(clip, "admin", "right");
                Cameras cameras = new Cameras(OPTIONS, sent, told, Clock.systemUTC())) {
            Path path = write(server.url("admin:wrong@"));
            CamerasFile file = new CamerasFile(path, List.of());
            cameras.begin(file.read());
            assertThat(told.next(CameraChange.AUTH_FAILED).getReason())
                    .contains("user or password refused")
                    .doesNotContain("wrong");
            assertThat(cameras.states()).extracting(CameraState::change).containsExactly(CameraChange.AUTH_FAILED);
            write(server.url("admin:right@"));
            assertThat(file.look()).isNull();
            cameras.apply(Objects.requireNonNull(file.look()));
            told.next(CameraChange.CHANGED);
            told.next(CameraChange.CONNECTED);
            assertThat(sent.await(packet -> true).getKeyframe()).isTrue();
        }
        assertThat(told.all().toString()).doesNotContain("right", "wrong");
    }

    @Test
    void keyframesThatTheServerTakesApartAreWholeFromTheSecondOn() throws Exception {
        Path sliced = Path.of(Objects.requireNonNull(RtspIT.class.getResource("/clips/h264-sliced.mp4"))
                .toURI());
        try (RtspServer server = RtspServer.start(sliced);
                Capture capture = start(server.url(""), Transport.TCP)) {
            EncodedPacket third = sent.await(packet -> packet.getKeyframe() && packet.getSequence() > 10);
            assertThat(third.getSequence())
                    .as("of 8 pictures each, and one part")
                    .isEqualTo(17);
            assertThat(sent.all().subList(2, 18))
                    .allSatisfy(packet -> assertThat(slices(packet)).hasSize(2));
            assertThat(capture.packets()).isPositive();
        }
    }

    private static List<Integer> slices(EncodedPacket packet) {
        ByteBuffer data = packet.getData();
        return IntStream.range(0, data.limit() - 3)
                .filter(i -> data.get(i) == 0 && data.get(i + 1) == 0 && data.get(i + 2) == 1)
                .map(i -> data.get(i + 3) & 0x1f)
                .filter(type -> type == 1 || type == 5)
                .boxed()
                .toList();
    }

    private static Path write(String url) throws IOException {
        return Files.writeString(folder.resolve("cameras.yaml"), "cameras:\n- {name: gate, url: '" + url + "'}\n");
    }

    @Test
    void aServerThatIsNotThereYetIsWaitedFor() throws Exception {
        try (RtspServer server = RtspServer.start(clip)) {
            server.kill();
            try (Capture capture = start(server.url(""), Transport.TCP)) {
                assertThat(told.next(CameraChange.LOST).getEpoch()).isNull();
                server.restart();
                told.next(CameraChange.CONNECTED);
                assertThat(capture.packets()).isPositive();
            }
        }
    }

    @Test
    void aCameraThatSpeaksTlsIsReadWhenItsCertificateIsTrustedAndNotOtherwise() throws Exception {
        Certificate certificate = new Certificate(Files.createDirectory(folder.resolve("certificate")));
        Certificate other = new Certificate(Files.createDirectory(folder.resolve("other")));
        try (RtspServer server =
                RtspServer.start(clip, "--tls", certificate.keyAndCertificate().toString())) {
            String url = server.url("").replace("rtsp:", "rtsps:");
            try (Capture capture = start(url, new Trust(true, other.pem()))) {
                assertThat(told.next(CameraChange.LOST).getReason()).contains("a certificate that nobody vouches for");
                assertThat(capture.packets()).isZero();
            }
            try (Capture capture = start(url, new Trust(true, certificate.pem()))) {
                assertThat(sent.await(packet -> true).getKeyframe()).isTrue();
                told.next(CameraChange.CONNECTED);
                assertThat(capture.packets()).isPositive();
            }
        }
    }

    private Capture start(String url, Trust trust) {
        return Capture.start(
                new Camera("gate", url, Transport.TCP, STALL, trust), OPTIONS, sent, told, Clock.systemUTC());
    }

    private Capture start(String url, Transport transport) {
        return Capture.start(
                new Camera("gate", url, transport, STALL, Trust.USUAL), OPTIONS, sent, told, Clock.systemUTC());
    }
}
