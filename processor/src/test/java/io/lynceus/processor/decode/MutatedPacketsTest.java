package io.lynceus.processor.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.capture.Packet;
import io.lynceus.vision.pixels.DecodedFrame;
import io.lynceus.vision.pixels.Slot;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bad bytes must not end the JVM, nor the decoder, nor the books. */
class MutatedPacketsTest {
    private static final int PACKETS = 1500;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(CodecClip.class)
    void everyMutatedPacketComesBackOnce(CodecClip codec) {
        Clip clip = Clip.read(codec.in(folder));
        Random random = new Random(42);
        BitSet seen = new BitSet();
        Slot slot = new Slot(ByteBuffer.allocateDirect(3 * 64 * 64), 64, 64);
        try (Decoder decoder = new Decoder(clip.format())) {
            for (int i = 0; i < PACKETS; i++) {
                Packet packet = clip.packets().get(i % clip.packets().size());
                decoder.send(
                        ByteBuffer.wrap(i % 4 == 0 ? packet.data() : mutate(packet.data(), random)),
                        true,
                        packet.pts(),
                        packet.beside(),
                        i); // true: nothing is passed over
                receive(decoder, seen, slot);
            }
            decoder.drain();
            receive(decoder, seen, slot);
            assertThat(seen.cardinality()).isEqualTo(PACKETS);
        }
    }

    private static void receive(Decoder decoder, BitSet seen, Slot slot) {
        for (Decoded decoded = decoder.receive(); decoded != null; decoded = decoder.receive()) {
            int tag = (int) decoded.tag();
            assertThat(seen.get(tag)).as("packet %d for the second time", tag).isFalse();
            seen.set(tag);
            if (decoded instanceof OneFrame one) {
                try (DecodedFrame frame = one.frame()) {
                    frame.into(slot);
                }
            }
        }
    }

    /** Flips bits, cuts, or fills a stretch with noise. */
    static byte[] mutate(byte[] packet, Random random) {
        byte[] bytes = packet.clone();
        switch (random.nextInt(3)) {
            case 0 -> {
                for (int flips = 1 + random.nextInt(20); flips > 0; flips--) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            case 1 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            default -> {
                byte[] noise = new byte[1 + random.nextInt(bytes.length)];
                random.nextBytes(noise);
                System.arraycopy(noise, 0, bytes, random.nextInt(bytes.length - noise.length + 1), noise.length);
            }
        }
        return bytes;
    }
}
