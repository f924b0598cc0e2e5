package io.lynceus.processor.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.capture.Packet;
import io.lynceus.vision.UserError;
import io.lynceus.vision.pixels.DecodedFrame;
import io.lynceus.vision.pixels.Slot;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a container says may be as wrong as the bytes: neither ends the JVM, nor the decoder, nor the books. */
class MutatedFormatsTest {
    private static final int PACKETS = 1400;
    private static final int A_DECODER = 40;
    private static final List<String> PIXELS = List.of(
            "yuv420p", "yuyv422", "pal8", "gray16le", "rgb24", "gbrp", "monow", "yuva444p10le", "rgbf32le", "vaapi");

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("io.lynceus.processor.decode.CodecKind#all")
    void everyMutatedPacketComesBackOnce(CodecKind kind) {
        Clip clip = Clip.read(kind.write(folder, 9));
        Random random = new Random(kind.hashCode());
        BitSet seen = new BitSet();
        for (int from = 0; from < PACKETS; from += A_DECODER) {
            StreamFormat format = from % 3 == 0 ? clip.format() : mutated(clip.format(), random);
            try (Decoder decoder = new Decoder(format)) {
                decode(clip, decoder, from, random, seen);
            } catch (UserError e) {
                assertThat(e.getMessage()).contains(format.codec());
                seen.set(from, from + A_DECODER);
            }
        }
        assertThat(seen.cardinality()).isEqualTo(PACKETS);
    }

    private static void decode(Clip clip, Decoder decoder, int from, Random random, BitSet seen) {
        Slot slot = new Slot(ByteBuffer.allocateDirect(3 * 64 * 64), 64, 64);
        for (int i = from; i < from + A_DECODER; i++) {
            Packet packet = clip.packets().get(i % clip.packets().size());
            byte[] data = i % 4 == 0 ? packet.data() : MutatedPacketsTest.mutate(packet.data(), random);
            decoder.send(ByteBuffer.wrap(data), true, packet.pts(), mutated(packet.beside(), random), i);
            receive(decoder, slot, seen);
        }
        decoder.drain();
        receive(decoder, slot, seen);
    }

    private static void receive(Decoder decoder, Slot slot, BitSet seen) {
        for (Decoded decoded = decoder.receive(); decoded != null; decoded = decoder.receive()) {
            assertThat(seen.get((int) decoded.tag())).as("%s", decoded).isFalse();
            seen.set((int) decoded.tag());
            if (decoded instanceof OneFrame one) {
                try (DecodedFrame frame = one.frame()) {
                    frame.into(slot);
                }
            }
        }
    }

    private static Beside mutated(Beside beside, Random random) {
        return new Beside(
                random.nextInt(8) == 0,
                random.nextInt(8) == 0,
                random.nextInt(4) == 0 ? sideData(random) : beside.sideData());
    }

    private static StreamFormat mutated(StreamFormat format, Random random) {
        byte[] extradata = format.extradata();
        boolean size = random.nextInt(4) == 0;
        return new StreamFormat(
                format.codec(),
                extradata == null || random.nextBoolean() ? extradata : MutatedPacketsTest.mutate(extradata, random),
                size ? number(random) : format.width(),
                size ? number(random) : format.height(),
                new StreamParameters(
                        random.nextBoolean() ? number(random) : clipped(format).codecTag(),
                        random.nextBoolean()
                                ? PIXELS.get(random.nextInt(PIXELS.size()))
                                : clipped(format).pixelFormat(),
                        number(random),
                        number(random),
                        number(random),
                        number(random),
                        number(random),
                        number(random),
                        number(random),
                        new Colour(number(random), number(random), number(random), number(random), number(random)),
                        sideData(random)));
    }

    private static StreamParameters clipped(StreamFormat format) {
        return Objects.requireNonNull(format.parameters());
    }

    private static List<SideData> sideData(Random random) {
        List<SideData> all = new ArrayList<>();
        for (SideData.Kind kind : SideData.Kind.values()) {
            if (random.nextBoolean()) {
                byte[] bytes = new byte[List.of(0, 16, 36, 1024).get(random.nextInt(4))];
                random.nextBytes(bytes);
                all.add(new SideData(kind, ByteBuffer.wrap(bytes)));
            }
        }
        return all;
    }

    private static int number(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> random.nextInt();
            case 1 -> random.nextInt(40);
            default -> random.nextInt(4096);
        };
    }
}
