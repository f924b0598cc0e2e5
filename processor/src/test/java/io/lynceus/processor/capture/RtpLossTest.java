package io.lynceus.processor.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.capture.StampingCamera.Step;
import io.lynceus.processor.decode.CodecClip;
import io.lynceus.schemas.avro.EncodedPacket;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that loses three of a hundred RTP packets. */
class RtpLossTest {
    private static final int PICTURES = 200;
    /** Nothing is lost before these RTP packets, and of the last pictures, which FFmpeg would wait for. */
    private static final int FIRST_LOST = 30;

    private static final int TICKS = 3_600;
    private static final int PACE_MILLIS = 10;

    @TempDir
    Path folder;

    private final Sent sent = new Sent();

    @Test
    void ofH264ItMarksEachPacketOfWhichSomethingIsMissing() throws Exception {
        RtpPictures pictures = RtpPictures.h264(CodecClip.H264_MP4.in(folder));
        assertMarked(pictures);
    }

    @Test
    void ofH265Too() throws Exception {
        assertMarked(RtpPictures.hevc(CodecClip.HEVC_OPEN_GOP.in(folder)).keyframeAlone());
    }

    @Test
    void whereNothingIsLostNothingIsMarked() throws Exception {
        RtpPictures pictures = RtpPictures.h264(CodecClip.H264_OPEN_GOP.in(folder));
        List<EncodedPacket> packets = captured(pictures, number -> false, new HashSet<>());
        assertThat(packets).noneMatch(EncodedPacket::getIncomplete);
    }

    private void assertMarked(RtpPictures pictures) throws Exception {
        int most = pictures.pictures().stream().mapToInt(List::size).sum()
                * (PICTURES - 60)
                / pictures.pictures().size();
        IntPredicate lost = number -> number > FIRST_LOST && number < most && number % 31 == 0;
        Set<Long> hurt = new HashSet<>();
        List<EncodedPacket> packets = captured(pictures, lost, hurt);
        assertThat(hurt).hasSizeGreaterThan(3);
        int known = 0;
        for (int i = 1; i < packets.size(); i++) {
            EncodedPacket packet = packets.get(i);
            if (hurt.contains(packet.getPts() + TICKS)) {
                // Parameter sets go before a keyframe's picture: when one is lost, the picture is whole.
                boolean setsAlone = packet.getKeyframe() && packets.get(i - 1).getIncomplete();
                assertThat(packet.getIncomplete() || setsAlone)
                        .as("packet %d", i)
                        .isTrue();
                known++;
            }
        }
        assertThat(known).isGreaterThan(2);
        assertThat(packets.stream().filter(EncodedPacket::getIncomplete).count())
                .isLessThan(packets.size() / 2);
    }

    /** What was captured, without the first; the pictures of which something was lost go into the set. */
    private List<EncodedPacket> captured(RtpPictures pictures, IntPredicate lost, Set<Long> hurt)
            throws IOException, InterruptedException {
        List<Step> script = new ArrayList<>();
        int loop = pictures.pictures().size();
        for (int number = 0; number < PICTURES; number++) {
            long shown = number / loop * loop + pictures.shown().get(number % loop);
            script.add(new Step(number % loop, (shown + 1) * TICKS, null));
        }
        try (StampingCamera server = StampingCamera.start(pictures, script, PACE_MILLIS, lost);
                Capture capture = Capture.start(
                        new Camera("gate", server.url(), Transport.UDP, Duration.ofSeconds(10), Trust.USUAL),
                        CaptureOptions.DEFAULT,
                        sent,
                        new Told(),
                        Clock.systemUTC())) {
            sent.await(packet -> packet.getSequence() == PICTURES - 55);
            assertThat(capture.packets()).isPositive();
            hurt.addAll(server.hurt());
        }
        return sent.all().subList(1, PICTURES - 55);
    }
}
