package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.decode.CodecClip;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.FrameStatus;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The times of events follow one another, also where the container has none. */
class ShownOrderTest {
    /** A VOP that is not coded, which packed streams have in the place of a B-frame that lies in the packet before. */
    private static final byte[] NOT_CODED = {0, 0, 1, (byte) 0xb6, 0x51, (byte) 0xff, 0x7f};

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void eventsComeInTheOrderOfTheirTimes(CodecClip codec) {
        List<FrameDetections> events = process(Clip.packets(codec.in(folder), "cam", 1_000));
        List<FrameDetections> shown = events.stream()
                .filter(event -> event.getStatus() == FrameStatus.DETECTED)
                .toList();
        assertThat(shown).hasSize(CodecClip.FRAMES);
        assertThat(shown).extracting(FrameDetections::getPts).isSorted().doesNotHaveDuplicates();
        assertThat(shown).extracting(FrameDetections::getCaptureTime).isSorted().doesNotHaveDuplicates();
        assertThat(shown.get(0).getCaptureTime()).isEqualTo(Instant.ofEpochSecond(1_000));
    }

    @Test
    void packedBFramesAreWholeAndInOrder() {
        List<EncodedPacket> packets = packed(Clip.packets(CodecClip.MPEG4_B_FRAMES_AVI.in(folder), "cam", 1_000));
        List<FrameDetections> events = process(packets);
        assertThat(events).allMatch(event -> event.getStatus() == FrameStatus.DETECTED);
        assertThat(events)
                .extracting(FrameDetections::getPts)
                .isEqualTo(LongStream.range(0, CodecClip.FRAMES).boxed().toList());
        assertThat(events)
                .extracting(event -> event.getDetections().get(0).getScore())
                .isEqualTo(process(Clip.packets(CodecClip.MPEG4_B_FRAMES_AVI.in(folder), "cam", 1_000)).stream()
                        .map(event -> event.getDetections().get(0).getScore())
                        .toList());
    }

    /** As DivX packs them: P B B becomes PB B and a VOP that is not coded. */
    private static List<EncodedPacket> packed(List<EncodedPacket> packets) {
        List<byte[]> pictures = new ArrayList<>();
        packets.forEach(packet -> pictures.add(bytes(packet.getData())));
        List<byte[]> packed = new ArrayList<>();
        for (int i = 0; i < pictures.size(); i++) {
            boolean reference = i == 0 || i % 3 == 1;
            boolean before = i > 0 && i % 3 == 1 && i + 1 < pictures.size() - 1;
            if (before) {
                packed.add(join(pictures.get(i), pictures.get(i + 1)));
            } else if (reference || i >= pictures.size() - 2) {
                packed.add(pictures.get(i));
            } else {
                packed.add(i % 3 == 2 && i + 1 < pictures.size() ? pictures.get(i + 1) : NOT_CODED);
            }
        }
        List<EncodedPacket> result = new ArrayList<>();
        for (int i = 0; i < packets.size(); i++) {
            EncodedPacket.Builder builder = EncodedPacket.newBuilder(packets.get(i));
            if (i == 0) {
                byte[] mark = "\0\0\1\u00b2DivX503b1393p".getBytes(StandardCharsets.ISO_8859_1);
                packed.set(0, join(mark, packed.get(0)));
            }
            result.add(builder.setData(ByteBuffer.wrap(packed.get(i))).build());
        }
        return result;
    }

    private static byte[] join(byte[] one, byte[] other) {
        return ByteBuffer.allocate(one.length + other.length)
                .put(one)
                .put(other)
                .array();
    }

    private static byte[] bytes(ByteBuffer data) {
        byte[] bytes = new byte[data.remaining()];
        data.duplicate().get(bytes);
        return bytes;
    }

    private List<FrameDetections> process(List<EncodedPacket> packets) {
        try (Bench bench = new Bench(new MeanDetector(), FrameListener.NONE, folder.resolve("state"))) {
            return bench.send(packets);
        }
    }
}
