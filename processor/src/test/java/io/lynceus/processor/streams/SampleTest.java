package io.lynceus.processor.streams;

import static io.lynceus.processor.streams.OverloadRun.assertExact;
import static io.lynceus.processor.streams.OverloadRun.brief;
import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.config.OverloadPolicy;
import io.lynceus.processor.decode.TestClips;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.FrameStatus;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The policy sample: so many frames a second go to the model, by their capture time. */
class SampleTest {
    private static final int FRAMES = 60;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"0.5, 3", "1, 6", "2, 12", "3, 18", "4, 24", "5, 30", "7.5, 45", "10, 60", "25, 60"})
    void ofTenFramesASecondSoManyAreDetected(String rate, int detected) {
        List<FrameDetections> events = sample(OverloadRun.packets(FRAMES, 0), rate);
        assertThat(detected(events)).hasSize(detected);
        assertThat(events)
                .filteredOn(event -> event.getStatus() != FrameStatus.DETECTED)
                .allMatch(event -> event.getReason().equals("sampled out by sample=" + rate));
    }

    @Test
    void theFramesBetweenShareAnEvent() {
        assertThat(brief(sample(OverloadRun.packets(FRAMES, 0), "2")))
                .startsWith("DETECTED 0", "SKIPPED 1-4", "DETECTED 5", "SKIPPED 6-9", "DETECTED 10");
        assertThat(brief(sample(OverloadRun.packets(FRAMES, 0), "0.5")))
                .startsWith("DETECTED 0", "SKIPPED 1-10", "SKIPPED 11-19", "DETECTED 20");
    }

    @Test
    void framesAtUnevenTimesAreTakenAtTheSameRate() {
        Random random = new Random(4);
        long[] wobble = random.longs(FRAMES + 1, -4, 5).toArray();
        List<EncodedPacket> packets = map(
                OverloadRun.packets(FRAMES, 0),
                packet -> EncodedPacket.newBuilder(packet)
                        .setCaptureTime(packet.getCaptureTime().plusMillis(wobble[(int) packet.getSequence()]))
                        .build());
        assertThat(detected(sample(packets, "5"))).hasSizeBetween(29, 30);
        assertThat(detected(sample(packets, "10"))).hasSizeBetween(59, 60);
    }

    @Test
    void afterAGapOrATimeThatGoesBackTheTicksBeginAgain() {
        List<EncodedPacket> packets = map(OverloadRun.packets(FRAMES, 0), packet -> {
            long jump = packet.getSequence() < 20 ? 0 : packet.getSequence() < 40 ? 3_600 : -3_600;
            return EncodedPacket.newBuilder(packet)
                    .setCaptureTime(packet.getCaptureTime().plusSeconds(jump))
                    .build();
        });
        assertThat(detected(sample(packets, "2")))
                .containsExactly(0L, 5L, 10L, 15L, 20L, 25L, 30L, 35L, 40L, 45L, 50L, 55L);
    }

    @Test
    void framesWithoutTimestampsAreSampledByOurClock() {
        List<EncodedPacket> packets = map(
                OverloadRun.packets(FRAMES, 0),
                packet -> EncodedPacket.newBuilder(packet)
                        .setPts(null)
                        .setDts(null)
                        .build());
        assertThat(detected(sample(packets, "2"))).hasSize(12);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void aRestartAtAnyPacketChangesNoEvent(int bFrames) {
        List<EncodedPacket> packets = OverloadRun.packets(34, bFrames);
        OverloadRun run = run(packets, "3");
        List<FrameDetections> undisturbed = run.events(cut -> false);
        assertExact(undisturbed, 34);
        assertThat(detected(undisturbed)).hasSize(10);
        for (int at = 1; at < packets.size(); at++) {
            int cut = at;
            assertThat(run.events(offset -> offset == cut)).isEqualTo(undisturbed);
        }
        assertThat(run.events(cut -> true)).isEqualTo(undisturbed);
    }

    @Test
    void ofAnIntraOnlyCodecTheRestIsNotEvenDecoded() {
        Path clip = TestClips.write(folder.resolve("clip.avi"), 64, 48, 30, "mjpeg");
        List<EncodedPacket> packets = new ArrayList<>(Clip.packets(clip, "cam", 1_000));
        assertThat(detected(sample(packets, "2"))).containsExactly(0L, 5L, 10L, 15L, 20L, 25L);
        List<EncodedPacket> bad = map(
                packets,
                packet -> packet.getSequence() % 5 == 0
                        ? packet
                        : EncodedPacket.newBuilder(packet)
                                .setData(ByteBuffer.wrap(new byte[] {1, 2, 3}))
                                .build());
        List<FrameDetections> events = sample(bad, "2");
        assertThat(events).noneMatch(event -> event.getStatus() == FrameStatus.DECODE_ERROR);
        assertThat(run(bad, "2").events(cut -> true)).isEqualTo(events);
    }

    private List<FrameDetections> sample(List<EncodedPacket> packets, String rate) {
        List<FrameDetections> events = run(packets, rate).events(cut -> false);
        assertExact(events, packets.size() - 1);
        return events;
    }

    private OverloadRun run(List<EncodedPacket> packets, String rate) {
        return new OverloadRun(
                folder, packets, from -> OverloadPolicy.parse("sample=" + rate), offset -> Duration.ofMillis(50));
    }

    private static List<Long> detected(List<FrameDetections> events) {
        return events.stream()
                .filter(event -> event.getStatus() == FrameStatus.DETECTED)
                .map(FrameDetections::getSequence)
                .toList();
    }

    private static List<EncodedPacket> map(List<EncodedPacket> packets, UnaryOperator<EncodedPacket> change) {
        return packets.stream().map(change).toList();
    }
}
