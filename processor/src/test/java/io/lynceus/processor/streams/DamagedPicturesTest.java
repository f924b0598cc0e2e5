package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.config.DamagedPolicy;
import io.lynceus.processor.decode.CodecClip;
import io.lynceus.processor.decode.GradualPackets;
import io.lynceus.schemas.avro.CaptureTimeSource;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.FrameStatus;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pictures that are concealed are shown to the model and marked until the stream is whole again. */
class DamagedPicturesTest {
    private static final int PICTURES = 40;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(
            value = CodecClip.class,
            names = {"H264_MP4", "H264_TS", "H264_OPEN_GOP", "H264_INTERLACED", "HEVC_OPEN_GOP"})
    void aPictureThatTheCameraNeverSentCostsNoOther(CodecClip codec) {
        List<EncodedPacket> packets = Clip.packets(codec.in(folder), "cam", 1_000);
        Map<Long, FrameDetections> whole = byPts(Restarts.run(folder, packets, cut -> false, 0));
        for (int gone = 1; gone < packets.size() - 1; gone++) {
            List<FrameDetections> events = Restarts.run(folder, without(packets, gone), cut -> false, 0);
            assertThat(events).as("without %d", gone).hasSize(packets.size() - 2);
            // Closed groups: what is shown before the last picture is kept back until the next keyframe.
            if (!packets.get(gone).getKeyframe() || codec == CodecClip.H264_OPEN_GOP) {
                assertThat(events).as("without %d", gone).allMatch(event -> event.getStatus() == FrameStatus.DETECTED);
            }
            assertThat(events)
                    .as("without %d", gone)
                    .filteredOn(event -> event.getStatus() == FrameStatus.DETECTED && event.getDamaged() == null)
                    .allSatisfy(event -> assertThat(event.getDetections())
                            .isEqualTo(Objects.requireNonNull(whole.get(event.getPts()))
                                    .getDetections()));
        }
    }

    @ParameterizedTest
    @EnumSource(CodecClip.class)
    void aRestartChangesNeitherBoxesNorMarks(CodecClip codec) {
        List<EncodedPacket> packets = Clip.packets(codec.in(folder), "cam", 1_000);
        for (int gone = 2; gone < packets.size() - 1; gone += 5) {
            List<EncodedPacket> left = without(packets, gone);
            List<FrameDetections> undisturbed = Restarts.run(folder, left, cut -> false, 0);
            for (int at = gone; at < left.size(); at += 3) {
                int cut = at;
                assertThat(Restarts.run(folder, left, offset -> offset == cut, 0))
                        .as("without %d, restarted before %d", gone, cut)
                        .isEqualTo(undisturbed);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(CodecClip.class)
    void norDoesItWhereTheNetworkLostAPart(CodecClip codec) {
        List<EncodedPacket> packets = new ArrayList<>(Clip.packets(codec.in(folder), "cam", 1_000));
        for (int hurt = 2; hurt < packets.size() - 1; hurt += 5) {
            EncodedPacket whole = packets.get(hurt);
            ByteBuffer part = whole.getData().duplicate();
            part.limit(part.position() + Math.max(1, part.remaining() / 2));
            packets.set(
                    hurt,
                    EncodedPacket.newBuilder(whole)
                            .setData(part.slice())
                            .setIncomplete(true)
                            .build());
        }
        List<FrameDetections> undisturbed = Restarts.run(folder, packets, cut -> false, 0);
        assertThat(undisturbed).filteredOn(event -> event.getDamaged() != null).isNotEmpty();
        for (int at = 1; at < packets.size(); at += 2) {
            int cut = at;
            assertThat(Restarts.run(folder, packets, offset -> offset == cut, 0))
                    .as("restarted before %d", cut)
                    .isEqualTo(undisturbed);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = CodecClip.class,
            names = {"H264_MP4", "HEVC_OPEN_GOP", "MPEG4_AVI"})
    void whoRefusesThemGetsAnErrorForEachAndAllOthers(CodecClip codec) {
        List<EncodedPacket> packets = without(Clip.packets(codec.in(folder), "cam", 1_000), 3);
        packets.set(
                8, EncodedPacket.newBuilder(packets.get(8)).setIncomplete(true).build());
        List<FrameDetections> marked = Restarts.run(folder, packets, cut -> false, 0);
        List<FrameDetections> refused;
        try (Bench bench = new Bench(new MeanDetector(), folder, new StoredPackets(packets, 0), DamagedPolicy.REFUSE)) {
            refused = bench.send(packets);
        }
        assertThat(refused).hasSameSizeAs(marked);
        for (int i = 0; i < marked.size(); i++) {
            FrameDetections one = refused.get(i);
            String damaged = marked.get(i).getDamaged();
            assertThat(one.getSequence()).isEqualTo(marked.get(i).getSequence());
            assertThat(one.getDamaged()).isNull();
            if (damaged == null) {
                assertThat(one).isEqualTo(marked.get(i));
            } else {
                assertThat(one.getStatus()).isEqualTo(FrameStatus.DECODE_ERROR);
                assertThat(one.getReason()).isEqualTo(damaged);
                assertThat(one.getDetections()).isEmpty();
            }
        }
    }

    @Test
    void aGradualRefreshEndsTheDamage() {
        List<EncodedPacket> packets = gradual(PICTURES, true);
        List<FrameDetections> whole = Restarts.run(folder, packets, cut -> false, 0);
        assertThat(whole).allMatch(event -> event.getStatus() == FrameStatus.DETECTED && event.getDamaged() == null);
        List<FrameDetections> events = Restarts.run(folder, without(packets, 10), cut -> false, 0);
        assertThat(events).hasSize(PICTURES - 1).allMatch(event -> event.getStatus() == FrameStatus.DETECTED);
        // Picture 12 begins a turn, 15 ends it.
        assertThat(events)
                .filteredOn(event -> event.getDamaged() != null)
                .extracting(FrameDetections::getPts)
                .containsExactly(11L, 12L, 13L, 14L);
        assertThat(events.subList(14, events.size()))
                .extracting(FrameDetections::getDetections)
                .isEqualTo(whole.subList(15, whole.size()).stream()
                        .map(FrameDetections::getDetections)
                        .toList());
    }

    @Test
    void aRestartInAStreamWithoutKeyframesGoesOnAtARefreshAndChangesNothing() {
        List<EncodedPacket> packets = without(gradual(PICTURES, true), 10);
        List<FrameDetections> undisturbed = Restarts.run(folder, packets, cut -> false, 0);
        for (int at = 1; at < packets.size(); at++) {
            int cut = at;
            assertThat(Restarts.run(folder, packets, offset -> offset == cut, 0))
                    .isEqualTo(undisturbed);
        }
        assertThat(Restarts.run(folder, packets, cut -> true, 0)).isEqualTo(undisturbed);
        // What lies before the last turns is not needed any more.
        assertThat(Restarts.run(folder, packets, cut -> cut == 35, 23)).isEqualTo(undisturbed);
    }

    @Test
    void whoComesLateToAStreamWithoutKeyframesSeesItAndKnowsFromWhenOnItIsWhole() {
        List<EncodedPacket> packets = gradual(PICTURES, true);
        List<FrameDetections> events = Restarts.run(folder, packets.subList(7, packets.size()), cut -> false, 0);
        assertThat(events.get(0).getStatus()).isEqualTo(FrameStatus.SKIPPED);
        assertThat(events)
                .filteredOn(event -> event.getDamaged() != null)
                .extracting(FrameDetections::getPts)
                .containsExactly(8L, 9L, 10L);
        assertThat(events)
                .filteredOn(event -> event.getStatus() == FrameStatus.DETECTED)
                .hasSize(PICTURES - 8);
    }

    @Test
    void whereTheStreamDoesNotSayWhenItIsWholeTheMarkEndsAtItsBound() {
        List<EncodedPacket> packets = gradual(1_100, false);
        List<FrameDetections> events = Restarts.run(folder, without(packets, 10), cut -> false, 0);
        assertThat(events).hasSize(1_099).allMatch(event -> event.getStatus() == FrameStatus.DETECTED);
        assertThat(events)
                .filteredOn(event -> event.getDamaged() != null)
                .extracting(FrameDetections::getSequence)
                .hasSize(1_000)
                .startsWith(10L)
                .endsWith(1_009L);
    }

    private static List<EncodedPacket> gradual(int pictures, boolean messages) {
        List<EncodedPacket> packets = new ArrayList<>();
        List<byte[]> data = GradualPackets.of(pictures, messages);
        for (int i = 0; i <= pictures; i++) {
            packets.add(EncodedPacket.newBuilder()
                    .setCamera("cam")
                    .setEpoch(1)
                    .setSequence(i)
                    .setCodec("h264")
                    .setWidth(64)
                    .setHeight(64)
                    .setPts((long) i)
                    .setDts((long) i)
                    .setTimeBaseNumerator(1)
                    .setTimeBaseDenominator(10)
                    .setKeyframe(i == 0 || messages && i < pictures && i % GradualPackets.TURN == 0)
                    .setCaptureTime(Instant.ofEpochSecond(1_000, i * 1_000L))
                    .setCaptureTimeSource(CaptureTimeSource.INGEST_CLOCK)
                    .setIngestTime(Instant.ofEpochSecond(2_000, i * 1_000L))
                    .setEndOfStream(i == pictures)
                    .setData(ByteBuffer.wrap(i < pictures ? data.get(i) : new byte[0]))
                    .build());
        }
        return packets;
    }

    /** The packets without one that the camera never sent: nothing of the numbers tells. */
    private static List<EncodedPacket> without(List<EncodedPacket> packets, int gone) {
        List<EncodedPacket> left = new ArrayList<>();
        for (int i = 0; i < packets.size(); i++) {
            if (i != gone) {
                left.add(EncodedPacket.newBuilder(packets.get(i))
                        .setSequence(left.size())
                        .build());
            }
        }
        return left;
    }

    private static Map<Long, FrameDetections> byPts(List<FrameDetections> events) {
        return events.stream().collect(Collectors.toMap(FrameDetections::getPts, Function.identity()));
    }
}
