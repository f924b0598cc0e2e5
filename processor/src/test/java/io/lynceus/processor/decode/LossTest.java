package io.lynceus.processor.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.capture.Packet;
import io.lynceus.vision.pixels.DecodedFrame;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Streams that lost a part on the way, and know it. */
class LossTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(
            value = CodecClip.class,
            names = {"H264_TS", "H264_OPEN_GOP", "HEVC_OPEN_GOP", "MPEG4_B_FRAMES_MP4"})
    void whatTheNetworkCutIsMarkedWhateverTheDecoderSays(CodecClip codec) {
        Clip clip = Clip.read(codec.in(folder));
        for (int hurt = 1; hurt < clip.packets().size(); hurt++) {
            List<Packet> packets = new ArrayList<>(clip.packets());
            packets.set(hurt, cut(packets.get(hurt), 2));
            for (Came came : run(clip.format(), packets)) {
                if (came.number == hurt) {
                    assertThat(came.whole).as("%d", hurt).isFalse();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = CodecClip.class,
            names = {"H264_TS", "H264_OPEN_GOP", "HEVC_OPEN_GOP", "MPEG4_B_FRAMES_MP4"})
    void packetsComeBackInTheOrderInWhichTheyAreShownAlsoThoseThatGiveNothing(CodecClip codec) {
        Clip clip = Clip.read(codec.in(folder));
        Random random = new Random(3);
        for (int turn = 0; turn < 40; turn++) {
            List<Packet> packets = new ArrayList<>(clip.packets());
            for (int i = 1; i < packets.size(); i++) {
                if (random.nextInt(6) == 0) {
                    packets.set(i, cut(packets.get(i), 2 + random.nextInt(30)));
                }
            }
            List<Came> all = run(clip.format(), packets);
            assertThat(all).hasSize(packets.size());
            assertThat(all.stream().filter(came -> came.picture).map(came -> came.pts))
                    .isSorted();
            // What is lost right before the end, no picture comes after.
            assertThat(all.subList(0, all.size() - 2).stream().map(came -> came.pts))
                    .as("turn %d", turn)
                    .isSorted();
        }
    }

    private record Came(int number, long pts, boolean picture, boolean whole) {}

    private static List<Came> run(StreamFormat format, List<Packet> packets) {
        List<Came> all = new ArrayList<>();
        Map<Long, Packet> sent = new HashMap<>();
        try (Decoder decoder = new Decoder(format)) {
            for (int i = 0; i <= packets.size(); i++) {
                if (i < packets.size()) {
                    Packet packet = packets.get(i);
                    sent.put((long) i, packet);
                    decoder.send(ByteBuffer.wrap(packet.data()), packet.keyframe(), packet.pts(), packet.beside(), i);
                } else {
                    decoder.drain();
                }
                for (Decoded decoded = decoder.receive(); decoded != null; decoded = decoder.receive()) {
                    Packet carried = Objects.requireNonNull(sent.get(decoded.tag()));
                    long pts = Objects.requireNonNull(carried.pts());
                    boolean whole = false;
                    if (decoded instanceof OneFrame one) {
                        try (DecodedFrame frame = one.frame()) {
                            whole = frame.damage() == null;
                        }
                    }
                    all.add(new Came((int) decoded.tag(), pts, decoded instanceof OneFrame, whole));
                }
            }
        }
        return all;
    }

    /** The packet without its end, as RTP leaves it when it loses that. */
    private static Packet cut(Packet packet, int parts) {
        return new Packet(
                packet.format(),
                Arrays.copyOf(packet.data(), packet.data().length - packet.data().length / parts),
                packet.pts(),
                packet.dts(),
                packet.duration(),
                packet.keyframe(),
                packet.senderMicros(),
                new Beside(false, true, List.of()));
    }
}
