package io.lynceus.processor.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.processor.capture.StampingCamera.Step;
import io.lynceus.processor.decode.CodecClip;
import io.lynceus.processor.decode.TestClips;
import io.lynceus.schemas.avro.CaptureTimeSource;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.vision.RunError;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The capture time of each packet is what the camera stamped its picture with. */
class CaptureTimeTest {
    private static final int PICTURES = 140;
    private static final int JUMP_AT = 90;
    private static final int LATE = 40;
    private static final Duration JUMP = Duration.ofHours(1);
    private static final Duration TOLERANCE = Duration.ofMillis(1);
    private static final Instant CAMERA = Instant.parse("2001-02-03T04:05:06.789Z");
    private static final long FIRST_TIMESTAMP = (1L << 32) - 90_000;

    @TempDir
    static Path folder;

    private final Sent sent = new Sent();

    private enum Media {
        H264_B_FRAMES,
        H264,
        HEVC_B_FRAMES,
        HEVC,
        MPEG4_B_FRAMES,
        VP8,
        JPEG;

        RtpPictures pictures() {
            return switch (this) {
                case H264_B_FRAMES -> RtpPictures.h264(CodecClip.H264_OPEN_GOP.in(folder));
                case H264 -> RtpPictures.h264(TestClips.write(folder.resolve("h264.mp4"), 320, 240, 30, "libopenh264"));
                case HEVC_B_FRAMES -> RtpPictures.hevc(CodecClip.HEVC_OPEN_GOP.in(folder));
                case HEVC ->
                    RtpPictures.hevc(CodecClip.HEVC_OPEN_GOP.in(folder)).keyframeAlone();
                case MPEG4_B_FRAMES -> RtpPictures.mpeg4(CodecClip.MPEG4_B_FRAMES_MP4.in(folder));
                case VP8 -> RtpPictures.vp8(CodecClip.VP8.in(folder));
                case JPEG -> RtpPictures.jpeg();
            };
        }
    }

    static Stream<Arguments> cameras() {
        return Stream.of(Media.values())
                .flatMap(media -> Stream.of(Transport.TCP, Transport.UDP)
                        .flatMap(transport ->
                                Stream.of(0, LATE).map(reportAt -> Arguments.of(media, transport, reportAt))));
    }

    /** Its first report comes before a picture, then every ten; with one its clock is set an hour ahead. */
    @ParameterizedTest
    @MethodSource("cameras")
    void isTheCamerasToAMillisecond(Media media, Transport transport, int reportAt) throws Exception {
        RtpPictures pictures = media.pictures();
        List<Integer> shown = shown(pictures);
        try (StampingCamera server = StampingCamera.start(pictures, script(pictures, shown, reportAt, JUMP_AT));
                Capture capture = start(server.url(), transport)) {
            sent.await(packet -> packet.getSequence() == PICTURES - 2);
            assertThat(capture.packets()).isPositive();
        }
        List<EncodedPacket> packets = sent.all().subList(0, PICTURES - 1);
        long byReport = packets.stream()
                .filter(packet -> packet.getCaptureTimeSource() == CaptureTimeSource.SENDER_REPORT)
                .count();
        assertThat(byReport).isGreaterThanOrEqualTo(PICTURES - 1 - Math.max(1, reportAt));
        assertThat(packets).allSatisfy(packet -> {
            int number = (int) packet.getSequence();
            assertThat(packet.getPts()).isEqualTo(90 * (millis(shown.get(number)) - millis(shown.get(0))));
            if (packet.getCaptureTimeSource() == CaptureTimeSource.SENDER_REPORT) {
                assertThat(Duration.between(seen(number, shown, JUMP_AT), packet.getCaptureTime())
                                .abs())
                        .as("packet %d", number)
                        .isLessThan(TOLERANCE);
            } else {
                assertThat(packet.getCaptureTimeSource()).isEqualTo(CaptureTimeSource.INGEST_CLOCK);
                assertThat(packet.getCaptureTime()).isBeforeOrEqualTo(packet.getIngestTime());
            }
        });
    }

    /** Each 17th of its timestamps is ten hours ahead. */
    @ParameterizedTest
    @EnumSource(Media.class)
    void ofAStrayIsWhereItsNeighboursLeaveRoomAndThereIsOneEpoch(Media media) throws Exception {
        RtpPictures pictures = media.pictures();
        List<Integer> shown = shown(pictures);
        List<Step> script = script(pictures, shown, 0, PICTURES);
        List<Step> strays = new ArrayList<>(script);
        int number = 0;
        for (int i = 0; i < script.size(); i++) {
            Step step = script.get(i);
            if (step.picture() != null && isStray(number++)) {
                strays.set(i, new Step(step.picture(), step.timestamp() + 36_000L * 90_000, null));
            }
        }
        try (StampingCamera server = StampingCamera.start(pictures, strays);
                Capture capture = start(server.url(), Transport.TCP)) {
            sent.await(packet -> packet.getSequence() == PICTURES - 2);
            assertThat(capture.packets()).isPositive();
        }
        List<EncodedPacket> packets = sent.all().subList(0, PICTURES - 1);
        assertThat(packets)
                .extracting(EncodedPacket::getEpoch)
                .containsOnly(packets.get(0).getEpoch());
        assertThat(packets).allSatisfy(packet -> {
            int at = (int) packet.getSequence();
            Duration off = isStray(at) ? Duration.ofMillis(200) : TOLERANCE;
            assertThat(packet.getCaptureTimeSource()).isEqualTo(CaptureTimeSource.SENDER_REPORT);
            assertThat(Duration.between(seen(at, shown, PICTURES), packet.getCaptureTime())
                            .abs())
                    .as("packet %d", at)
                    .isLessThanOrEqualTo(off);
            long pts = 90 * (millis(shown.get(at)) - millis(shown.get(0)));
            assertThat(Math.abs(packet.getPts() - pts)).isLessThanOrEqualTo(isStray(at) ? 90 * off.toMillis() : 0);
        });
    }

    @Test
    void ofSoundAloneThereIsNone() throws Exception {
        try (StampingCamera server = StampingCamera.start(RtpPictures.none(), List.of());
                Capture capture = start(server.url(), Transport.TCP)) {
            assertThatThrownBy(() -> capture.await(Duration.ofMinutes(5)))
                    .isInstanceOf(RunError.class)
                    .hasMessageContaining("no video in rtsp://");
        }
    }

    private static boolean isStray(int number) {
        return number % 17 == 11;
    }

    private static List<Integer> shown(RtpPictures pictures) {
        int loop = pictures.shown().size();
        List<Integer> shown = new ArrayList<>();
        for (int number = 0; number < PICTURES; number++) {
            shown.add(number / loop * loop + pictures.shown().get(number % loop));
        }
        return shown;
    }

    private static List<Step> script(RtpPictures pictures, List<Integer> shown, int reportAt, int jumpAt) {
        List<Step> script = new ArrayList<>();
        for (int number = 0; number < PICTURES; number++) {
            long timestamp = timestamp(shown.get(number));
            if (number >= reportAt && number % 10 == 0) {
                script.add(new Step(null, timestamp, seen(number, shown, jumpAt)));
            }
            script.add(new Step(number % pictures.pictures().size(), timestamp, null));
        }
        return script;
    }

    private static Instant seen(int number, List<Integer> shown, int jumpAt) {
        Instant seen = CAMERA.plusMillis(millis(shown.get(number)));
        return number < jumpAt ? seen : seen.plus(JUMP);
    }

    private static long timestamp(int shown) {
        return FIRST_TIMESTAMP + 90 * millis(shown);
    }

    /** When a picture is shown: not like clockwork, so that none can be taken for another. */
    private static long millis(int shown) {
        return shown * 40L + shown * 7919L % 31;
    }

    private Capture start(String url, Transport transport) throws IOException {
        Camera camera = new Camera("gate", url, transport, Duration.ofSeconds(10), Trust.USUAL);
        return Capture.start(camera, CaptureOptions.DEFAULT, sent, new Told(), Clock.systemUTC());
    }
}
