package io.lynceus.processor.streams;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.pipeline.Progress;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.FrameStatus;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Restarts at any packet change no event. The clip has B-frames and open groups of pictures: frames come out late, in
 * another order.
 */
class RecoveryTest {
    private static final int FRAMES = 34;

    @TempDir
    Path folder;

    private final List<EncodedPacket> packets = ReorderedPackets.of("cam", 5, FRAMES);

    @Test
    void aRestartAtAnyPacketChangesNoEvent() {
        List<FrameDetections> undisturbed = run(packets, cut -> false, 0);
        assertThat(undisturbed).hasSize(FRAMES).allMatch(event -> event.getStatus() == FrameStatus.DETECTED);
        assertThat(undisturbed.stream()
                        .map(event -> event.getDetections().get(0))
                        .distinct())
                .hasSizeGreaterThan(FRAMES / 2);
        for (int at = 1; at < packets.size(); at++) {
            int cut = at;
            assertThat(run(packets, offset -> offset == cut, 0)).isEqualTo(undisturbed);
        }
    }

    @Test
    void norDoesARestartAfterEveryPacket() {
        assertThat(run(packets, cut -> true, 0)).isEqualTo(run(packets, cut -> false, 0));
    }

    @Test
    void theOtherCamerasOfThePartitionDoNotMatter() {
        List<EncodedPacket> two = new ArrayList<>();
        List<EncodedPacket> other = ReorderedPackets.of("other", 7, FRAMES);
        for (int i = 0; i < packets.size(); i++) {
            two.addAll(List.of(packets.get(i), other.get(i)));
        }
        List<FrameDetections> undisturbed = run(two, cut -> false, 0);
        List<FrameDetections> restarted = run(two, cut -> cut % 7 == 3, 0);
        assertThat(undisturbed).hasSize(2 * FRAMES);
        assertThat(of("cam", restarted)).isEqualTo(of("cam", undisturbed));
        assertThat(of("other", restarted)).isEqualTo(of("other", undisturbed));
    }

    @Test
    void bytesThatCannotBeDecodedEndTheSameWay() {
        List<EncodedPacket> damaged = new ArrayList<>(packets);
        damaged.set(4, with(packets.get(4), new byte[0]));
        damaged.set(13, with(packets.get(13), new byte[] {1, 2, 3, 4, 5}));
        List<FrameDetections> undisturbed = run(damaged, cut -> false, 0);
        assertSequences(undisturbed);
        for (int at = 1; at < packets.size(); at++) {
            int cut = at;
            assertSequences(run(damaged, offset -> offset == cut, 0));
        }
        assertThat(run(damaged, cut -> cut == 5, 0)).isEqualTo(undisturbed);
    }

    @Test
    void aCodecWithoutADecoderKeepsItsReason() {
        List<EncodedPacket> strange = packets.stream()
                .map(packet ->
                        EncodedPacket.newBuilder(packet).setCodec("betamax").build())
                .toList();
        assertThat(run(strange, cut -> cut == 5, 0)).isEqualTo(run(strange, cut -> false, 0));
    }

    @Test
    void packetsThatRetentionDeletedAreSkippedAndSaySo() {
        for (int at = 5; at < FRAMES; at++) {
            int restart = at;
            List<FrameDetections> events = run(packets, cut -> cut == restart, lastKeyframeBefore(restart) + 1);
            assertSequences(events);
            assertThat(events)
                    .filteredOn(event -> event.getStatus() == FrameStatus.SKIPPED)
                    .isNotEmpty()
                    .allMatch(event -> event.getReason().contains("no longer in the topic")
                            // These build on the group that was deleted.
                            || event.getReason().contains("shown before the keyframe"));
            assertThat(events).noneMatch(event -> event.getStatus() == FrameStatus.DECODE_ERROR);
        }
    }

    private int lastKeyframeBefore(int offset) {
        int last = offset - 1;
        while (!packets.get(last).getKeyframe()) {
            last--;
        }
        return last;
    }

    @Test
    void aPacketThatWasCapturedTwiceHasOneEvent() {
        List<EncodedPacket> twice = new ArrayList<>();
        packets.forEach(packet -> twice.addAll(List.of(packet, packet)));
        twice.addAll(20, packets.subList(0, 8));
        twice.remove(twice.size() - 1);
        List<FrameDetections> undisturbed = run(twice, cut -> false, 0);
        assertSequences(undisturbed);
        assertThat(undisturbed).allMatch(event -> event.getStatus() == FrameStatus.DETECTED);
        for (int at = 1; at < twice.size(); at++) {
            int cut = at;
            assertThat(run(twice, offset -> offset == cut, 0)).isEqualTo(undisturbed);
        }
    }

    @Test
    void afterTheEndOfAnEpochOnlyWhatWasSeenIsKept() {
        try (Bench bench = new Bench(new MeanDetector(), FrameListener.NONE, folder)) {
            bench.send(packets.subList(0, FRAMES));
            assertThat(requireNonNull(bench.stored().get("cam")).due()).isNotEmpty();
            bench.send(packets.subList(FRAMES, FRAMES + 1));
            Progress ended = requireNonNull(bench.stored().get("cam"));
            assertThat(ended.open()).isFalse();
            assertThat(ended.start()).isNull();
            assertThat(ended.seen()).containsExactly(Map.entry(0L, FRAMES - 1L));
        }
    }

    @Test
    void theReplayIsNoLongerThanTwoGroupsOfPictures() {
        try (Bench bench = new Bench(new MeanDetector(), FrameListener.NONE, folder)) {
            for (EncodedPacket packet : packets.subList(0, FRAMES)) {
                bench.send(List.of(packet));
                Progress progress = requireNonNull(bench.stored().get("cam"));
                assertThat(progress.end() - requireNonNull(progress.start()).offset())
                        .isBetween(1L, 20L);
                assertThat(progress.due().size()).isBetween(0, 4);
            }
        }
    }

    private List<FrameDetections> run(List<EncodedPacket> topic, IntPredicate restart, int oldest) {
        return Restarts.run(folder, topic, restart, oldest);
    }

    private static List<FrameDetections> of(String camera, List<FrameDetections> events) {
        return events.stream().filter(event -> event.getCamera().equals(camera)).toList();
    }

    private static EncodedPacket with(EncodedPacket packet, byte[] data) {
        return EncodedPacket.newBuilder(packet).setData(ByteBuffer.wrap(data)).build();
    }

    private static void assertSequences(List<FrameDetections> events) {
        assertThat(events)
                .extracting(FrameDetections::getSequence)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, FRAMES).boxed().toList());
    }
}
