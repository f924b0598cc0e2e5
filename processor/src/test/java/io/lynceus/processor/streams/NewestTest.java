package io.lynceus.processor.streams;

import static io.lynceus.processor.streams.OverloadRun.assertExact;
import static io.lynceus.processor.streams.OverloadRun.brief;
import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.config.Overload;
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
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The policy newest: late frames are not shown to the model, later ones are not even decoded. */
class NewestTest {
    private static final int FRAMES = 34;
    private static final OverloadPolicy NEWEST = OverloadPolicy.parse("newest=2s");

    @TempDir
    Path folder;

    @Test
    void aLateFrameIsDecodedSoThatTheNextOneInTimeIsDetected() {
        List<FrameDetections> events = late(0, 5, 8, Duration.ofMillis(2001));
        assertThat(brief(events))
                .hasSize(FRAMES - 3)
                .startsWith("DETECTED 0", "DETECTED 1", "DETECTED 2", "DETECTED 3", "DETECTED 4")
                .contains("SKIPPED 5-8", "DETECTED 9");
        assertThat(events.get(5).getReason()).isEqualTo("overload: too old for newest=2s");
        assertSameWhereDetected(events, 0);
    }

    @Test
    void aFrameThatIsAsOldAsTheBoundIsDetected() {
        assertThat(late(0, 5, 8, Duration.ofSeconds(2))).allMatch(event -> event.getStatus() == FrameStatus.DETECTED);
    }

    @Test
    void aCameraFarBehindGoesOnAtTheNextKeyframeInTime() {
        int late = keyframeFrom(4);
        int next = keyframeFrom(late + 2);
        List<FrameDetections> events = late(0, late - 1, late + 1, Duration.ofSeconds(5));
        assertThat(brief(events))
                .containsSubsequence(
                        "DETECTED " + (late - 2), "SKIPPED " + (late - 1) + "-" + (next - 1), "DETECTED " + next);
        assertThat(events.get(late - 1).getReason()).isEqualTo("overload: far behind, skipped to a keyframe");
        assertSameWhereDetected(events, 0);
    }

    @Test
    void whatTheDecoderHoldsComesOutBeforeTheSkippedOnes() {
        List<FrameDetections> events = late(2, 14, 18, Duration.ofSeconds(5));
        assertExact(events, FRAMES);
        assertThat(events).noneMatch(event -> event.getStatus() == FrameStatus.DECODE_ERROR);
        assertThat(events).filteredOn(event -> event.getFrameCount() > 1).isNotEmpty();
        assertSameWhereDetected(events, 2);
    }

    @Test
    void aLongRunIsSharedByOneEventASecond() {
        assertThat(brief(late(0, 5, FRAMES, Duration.ofSeconds(5))))
                .endsWith("DETECTED 4", "SKIPPED 5-14", "SKIPPED 15-24", "SKIPPED 25-33");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void aRestartAtAnyPacketChangesNoEvent(int bFrames) {
        List<EncodedPacket> packets = OverloadRun.packets(FRAMES, bFrames);
        IntFunction<Duration> ages = offset -> Duration.ofMillis(
                offset < 4 ? 0 : offset < 8 ? 3000 : offset < 12 ? 0 : offset < 17 ? 5000 : offset < 22 ? 2500 : 100);
        OverloadRun run = new OverloadRun(folder, packets, from -> NEWEST, ages);
        List<FrameDetections> undisturbed = run.events(cut -> false);
        assertExact(undisturbed, FRAMES);
        assertThat(undisturbed.stream().map(FrameDetections::getReason))
                .anyMatch(reason -> reason != null && reason.contains("skipped to a keyframe"));
        for (int at = 1; at < packets.size(); at++) {
            int cut = at;
            assertThat(run.events(offset -> offset == cut)).isEqualTo(undisturbed);
        }
        assertThat(run.events(cut -> true)).isEqualTo(undisturbed);
    }

    @Test
    void ofAnIntraOnlyCodecLateFramesAreNotEvenDecoded() {
        Path clip = TestClips.write(folder.resolve("clip.avi"), 64, 48, 30, "mjpeg");
        List<EncodedPacket> packets = Clip.packets(clip, "cam", 1_000).stream()
                .map(packet -> packet.getSequence() < 10 || packet.getSequence() >= 20
                        ? packet
                        : EncodedPacket.newBuilder(packet)
                                .setData(ByteBuffer.wrap(new byte[] {1, 2, 3}))
                                .build())
                .toList();
        OverloadRun run = new OverloadRun(
                folder, packets, from -> NEWEST, offset -> Duration.ofSeconds(offset >= 10 && offset < 20 ? 60 : 0));
        List<FrameDetections> events = run.events(cut -> false);
        assertExact(events, 30);
        assertThat(brief(events)).containsSubsequence("DETECTED 9", "SKIPPED 10-19", "DETECTED 20");
        assertThat(run.events(cut -> true)).isEqualTo(events);
    }

    @Test
    void aModelHalfAsFastAsTheCameraSeesHalfTheFramesAndTheLagStaysAtTheBound() {
        List<Duration> lags = lags(NEWEST);
        assertThat(lags).hasSizeBetween(290, 320).allMatch(lag -> lag.compareTo(Duration.ofSeconds(2)) <= 0);
        // A bound keeps the lag, it does not make it small: a shorter one does.
        assertThat(lags.get(lags.size() - 1)).isGreaterThan(Duration.ofMillis(1500));
        assertThat(lags(OverloadPolicy.EVERY_FRAME).get(599)).isGreaterThan(Duration.ofSeconds(55));
    }

    /**
     * How old each detected frame of a minute is, with a model that takes 200 ms for a frame and a camera that sends
     * one each 100 ms.
     */
    private List<Duration> lags(OverloadPolicy policy) {
        List<EncodedPacket> packets = OverloadRun.packets(600, 0);
        SetClock clock = new SetClock();
        List<Duration> lags = new ArrayList<>();
        FrameListener model = (event, frame) -> {
            if (event.getStatus() == FrameStatus.DETECTED) {
                lags.add(Duration.between(event.getIngestTime(), clock.instant()));
                clock.set(clock.instant().plusMillis(200));
            }
        };
        try (Bench bench = new Bench(
                new MeanDetector(), model, folder, new StoredPackets(packets, 0), Overload.all(policy), clock)) {
            for (EncodedPacket packet : packets) {
                if (clock.instant().isBefore(packet.getIngestTime())) {
                    clock.set(packet.getIngestTime());
                }
                bench.send(List.of(packet));
            }
        }
        return lags;
    }

    private static int keyframeFrom(int sequence) {
        return OverloadRun.packets(FRAMES, 0).stream()
                .filter(packet -> packet.getKeyframe() && packet.getSequence() >= sequence)
                .mapToInt(packet -> (int) packet.getSequence())
                .findFirst()
                .orElseThrow();
    }

    private List<FrameDetections> late(int bFrames, int first, int last, Duration age) {
        IntFunction<Duration> ages = offset -> offset >= first && offset <= last ? age : Duration.ofMillis(100);
        List<EncodedPacket> packets = OverloadRun.packets(FRAMES, bFrames);
        List<FrameDetections> events = new OverloadRun(folder, packets, from -> NEWEST, ages).events(cut -> false);
        assertExact(events, FRAMES);
        return events;
    }

    /** A frame is detected in the picture that it would be without the policy. */
    private void assertSameWhereDetected(List<FrameDetections> events, int bFrames) {
        List<FrameDetections> all = new OverloadRun(
                        folder,
                        OverloadRun.packets(FRAMES, bFrames),
                        from -> OverloadPolicy.EVERY_FRAME,
                        offset -> Duration.ZERO)
                .events(cut -> false);
        assertThat(all).hasSize(FRAMES);
        assertThat(events)
                .filteredOn(event -> event.getStatus() == FrameStatus.DETECTED)
                .isNotEmpty()
                .allSatisfy(event -> assertThat(all)
                        .filteredOn(other -> other.getSequence() == event.getSequence())
                        .extracting(FrameDetections::getDetections)
                        .containsExactly(event.getDetections()));
    }
}
