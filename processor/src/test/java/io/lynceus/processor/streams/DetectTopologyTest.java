package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.processor.decode.TestClips;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.FrameStatus;
import io.lynceus.vision.RunError;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectTopologyTest {
    private static final int FRAMES = 25;

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(new FakeDetector(), FrameListener.NONE, folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void everyPacketWithAFrameHasOneEvent() {
        List<EncodedPacket> packets = clip(1_000);
        assertThat(packets).hasSize(FRAMES + 1);
        List<FrameDetections> events = bench.send(packets);
        assertThat(events).hasSize(FRAMES).allSatisfy(event -> {
            assertThat(event.getStatus()).isEqualTo(FrameStatus.DETECTED);
            assertThat(event.getReason()).isNull();
            assertThat(event.getDetections()).hasSize(1);
            assertThat(event.getWidth()).isEqualTo(64);
            assertThat(event.getHeight()).isEqualTo(48);
            assertThat(event.getModel().getName()).isEqualTo("fake");
            assertThat(event.getProcessingTime()).isEqualTo(Bench.NOW);
        });
        assertSequences(events, FRAMES);
    }

    @Test
    void anEventCarriesItsOwnPacketsFactsThoughThePictureCameLater() {
        List<EncodedPacket> packets = ReorderedPackets.of("cam", 5, FRAMES);
        List<FrameDetections> events = bench.send(packets);
        assertThat(events).extracting(FrameDetections::getPts).isSorted().hasSize(FRAMES);
        assertThat(events).extracting(FrameDetections::getSequence).isNotEqualTo(sequences(FRAMES));
        assertThat(events).allSatisfy(event -> {
            EncodedPacket packet = packets.get((int) event.getSequence());
            assertThat(event.getPts()).isEqualTo(packet.getPts());
            assertThat(event.getFrameId()).isEqualTo("cam:5:" + packet.getSequence());
            assertThat(event.getCaptureTime()).isEqualTo(packet.getCaptureTime());
            assertThat(event.getIngestTime()).isEqualTo(packet.getIngestTime());
            assertThat(event.getOriginOffset()).isEqualTo(event.getSequence());
        });
        assertSequences(events, FRAMES);
    }

    @Test
    void theEndOfAnEpochGivesOutWhatTheDecoderHeldBack() {
        List<EncodedPacket> packets = ReorderedPackets.of("cam", 5, FRAMES);
        assertThat(bench.send(packets.subList(0, FRAMES))).hasSizeLessThan(FRAMES);
        assertThat(bench.send(packets.subList(FRAMES, FRAMES + 1))).isNotEmpty();
    }

    @Test
    void aNewEpochWithoutTheMarkerGivesOutTheOldOnesFrames() {
        List<FrameDetections> events =
                bench.send(ReorderedPackets.of("cam", 5, FRAMES).subList(0, FRAMES));
        List<EncodedPacket> next = ReorderedPackets.of("cam", 6, FRAMES);
        events.addAll(bench.send(next));
        assertThat(events.stream().filter(event -> event.getEpoch() == 5)).hasSize(FRAMES);
        assertThat(events.stream().filter(event -> event.getEpoch() == 6)).hasSize(FRAMES);
        assertThat(events).allMatch(event -> event.getStatus() == FrameStatus.DETECTED);
    }

    @Test
    void packetsBeforeTheFirstKeyframeAreSkipped() {
        List<FrameDetections> events =
                bench.send(ReorderedPackets.of("cam", 5, FRAMES).subList(3, FRAMES + 1));
        List<FrameDetections> skipped = events.stream()
                .filter(event -> event.getStatus() == FrameStatus.SKIPPED)
                .toList();
        assertThat(events).hasSize(FRAMES - 3);
        assertThat(skipped)
                .extracting(FrameDetections::getReason)
                .startsWith("waiting for a keyframe")
                .containsOnly("waiting for a keyframe", "shown before the keyframe that decoding starts at");
        assertThat(events).noneMatch(event -> event.getStatus() == FrameStatus.DECODE_ERROR);
        assertThat(events).extracting(FrameDetections::getFrameId).doesNotHaveDuplicates();
    }

    @Test
    void aKeyframeWhoseTimestampIsHoursAheadCostsNoFrameAfterIt() {
        List<EncodedPacket> packets = new ArrayList<>(clip(1_000).subList(1, FRAMES));
        int keyframe = 0;
        while (!packets.get(keyframe).getKeyframe()) {
            keyframe++;
        }
        EncodedPacket astray = packets.get(keyframe);
        packets.set(
                keyframe,
                EncodedPacket.newBuilder(astray)
                        .setPts(astray.getPts() + 36_000L * astray.getTimeBaseDenominator())
                        .build());
        List<FrameDetections> events = bench.send(packets);
        assertThat(events.subList(keyframe, events.size()))
                .isNotEmpty()
                .allMatch(event -> event.getStatus() == FrameStatus.DETECTED);
    }

    @Test
    void badBytesAreADecodeErrorAndTheStreamGoesOn() {
        List<EncodedPacket> packets = new ArrayList<>(clip(1_000));
        byte[] garbage = new byte[500];
        new Random(1).nextBytes(garbage);
        packets.set(4, with(packets.get(4), garbage));
        packets.set(8, with(packets.get(8), new byte[0]));
        List<FrameDetections> events = bench.send(packets);
        assertSequences(events, FRAMES);
        assertThat(at(events, 8).getStatus()).isEqualTo(FrameStatus.DECODE_ERROR);
        assertThat(at(events, 8).getReason()).isEqualTo("the packet is empty");
        assertThat(at(events, FRAMES - 1).getStatus()).isEqualTo(FrameStatus.DETECTED);
    }

    @Test
    void aCodecWithoutADecoderCostsOnlyItsCamera() {
        List<EncodedPacket> strange = clip(1_000).stream()
                .map(packet -> EncodedPacket.newBuilder(packet)
                        .setCamera("strange")
                        .setCodec("betamax")
                        .build())
                .toList();
        List<FrameDetections> events = bench.send(strange);
        assertSequences(events, FRAMES);
        assertThat(events).allMatch(event -> event.getStatus() == FrameStatus.DECODE_ERROR);
        assertThat(events.get(0).getReason()).contains("betamax");
        assertThat(bench.send(clip(1_000))).allMatch(event -> event.getStatus() == FrameStatus.DETECTED);
    }

    @Test
    void withoutPtsTheDtsAndThenTheSequenceStandForIt() {
        EncodedPacket first = clip(1_000).get(0);
        EncodedPacket dts =
                EncodedPacket.newBuilder(first).setPts(null).setDts(77L).build();
        EncodedPacket none = EncodedPacket.newBuilder(first)
                .setPts(null)
                .setDts(null)
                .setSequence(9)
                .build();
        List<FrameDetections> events = bench.send(List.of(dts, none));
        assertThat(events).extracting(FrameDetections::getPts).containsExactly(77L, 9L);
    }

    @Test
    void twoFramesWithOneTimestampHaveEachAnIdOfTheirOwn() {
        List<EncodedPacket> packets = new ArrayList<>(clip(1_000));
        for (int i = 5; i < FRAMES; i += 5) {
            packets.set(
                    i,
                    EncodedPacket.newBuilder(packets.get(i))
                            .setPts(packets.get(i - 1).getPts())
                            .build());
        }
        List<FrameDetections> events = bench.send(packets);
        assertSequences(events, FRAMES);
        assertThat(events).extracting(FrameDetections::getFrameId).doesNotHaveDuplicates();
    }

    @Test
    void theResolutionMayChangeAtAKeyframe() {
        List<EncodedPacket> packets = new ArrayList<>(clip(1_000).subList(0, FRAMES));
        Path larger = TestClips.write(folder.resolve("larger.mp4"), 96, 80, FRAMES);
        long epoch = packets.get(0).getEpoch();
        Clip.packets(larger, "cam", 1_000)
                .forEach(packet -> packets.add(EncodedPacket.newBuilder(packet)
                        .setEpoch(epoch)
                        .setSequence(FRAMES + packet.getSequence())
                        .build()));
        List<FrameDetections> events = bench.send(packets);
        assertSequences(events, 2 * FRAMES);
        assertThat(events).allMatch(event -> event.getStatus() == FrameStatus.DETECTED);
        assertThat(events.stream().map(FrameDetections::getWidth).distinct()).containsExactly(64, 96);
    }

    @Test
    void theListenerSeesEachEventWithItsPicture() {
        List<String> seen = new ArrayList<>();
        try (Bench watched = new Bench(
                new FakeDetector(),
                (event, frame) -> seen.add(event.getSequence() + ":"
                        + (frame == null ? 0 : frame.picture(8, 8).getWidth())),
                folder.resolve("watched"))) {
            watched.send(clip(1_000));
        }
        assertThat(seen).hasSize(FRAMES).startsWith("0:8", "1:8");
    }

    @Test
    void aFailingEngineStopsTheStreamWithItsOwnWords() {
        try (Bench failing = new Bench(new FakeDetector(3), FrameListener.NONE, folder.resolve("failing"))) {
            assertThatThrownBy(() -> failing.send(clip(1_000)))
                    .hasRootCauseInstanceOf(RunError.class)
                    .hasRootCauseMessage("the engine failed");
        }
    }

    private List<EncodedPacket> clip(long second) {
        Path file = folder.resolve("clip.mp4");
        if (!file.toFile().exists()) {
            TestClips.write(file, 64, 48, FRAMES);
        }
        return Clip.packets(file, "cam", second);
    }

    private static EncodedPacket with(EncodedPacket packet, byte[] data) {
        return EncodedPacket.newBuilder(packet).setData(ByteBuffer.wrap(data)).build();
    }

    private static FrameDetections at(List<FrameDetections> events, long sequence) {
        return events.stream()
                .filter(event -> event.getSequence() == sequence)
                .findFirst()
                .orElseThrow();
    }

    private static void assertSequences(List<FrameDetections> events, int frames) {
        assertThat(events)
                .extracting(FrameDetections::getSequence)
                .containsExactlyInAnyOrderElementsOf(sequences(frames));
    }

    private static List<Long> sequences(int frames) {
        return LongStream.range(0, frames).boxed().toList();
    }
}
