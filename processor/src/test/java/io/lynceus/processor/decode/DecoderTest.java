package io.lynceus.processor.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.processor.config.UserError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecoderTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "libopenh264, clip.mp4",
        "libopenh264, clip.ts",
        "mpeg4, clip.avi",
        "mjpeg, clip.avi",
        "libvpx, clip.webm",
        "libvpx-vp9, clip.webm",
        "libaom-av1, clip.mp4"
    })
    void everyPacketComesBackOnceAsItsFrame(String encoder, String name) {
        Clip clip = Clip.read(TestClips.write(folder.resolve(name), 96, 64, 20, encoder));
        try (Decoder decoder = new Decoder(clip.format())) {
            assertThat(frames(decodeAll(decoder, clip.packets()))).isEqualTo(tags(0, 20));
        }
    }

    @ParameterizedTest
    @CsvSource({"clip.avi", "clip.mp4"})
    void reorderedFramesKeepTheTagsOfTheirPackets(String name) {
        Clip clip = Clip.read(TestClips.write(folder.resolve(name), 96, 64, 21, "mpeg4", 2));
        try (Decoder decoder = new Decoder(clip.format())) {
            List<Long> tags = frames(decodeAll(decoder, clip.packets()));
            // Decoding order P B B: the P packet comes first and its frame is shown after those of the B packets.
            assertThat(tags).startsWith(0L, 2L, 3L, 1L, 5L, 6L, 4L);
            assertThat(tags).containsExactlyInAnyOrderElementsOf(tags(0, 21));
        }
    }

    @Test
    void afterDrainItGoesOnWithTheNextKeyframe() {
        Clip clip = Clip.read(TestClips.write(folder.resolve("clip.mp4"), 96, 64, 8, "mpeg4", 2));
        try (Decoder decoder = new Decoder(clip.format())) {
            for (int epoch = 0; epoch < 3; epoch++) {
                assertThat(frames(decodeAll(decoder, clip.packets()))).hasSize(8);
            }
        }
    }

    @Test
    void aDamagedPacketIsSaidAndTheRestIsDecoded() {
        Clip clip = Clip.read(TestClips.write(folder.resolve("clip.avi"), 96, 64, 10, "mjpeg"));
        List<byte[]> packets = new ArrayList<>(clip.packets());
        packets.set(4, new byte[] {1, 2, 3});
        packets.set(6, new byte[0]);
        try (Decoder decoder = new Decoder(clip.format())) {
            List<Outcome> outcomes = decodeAll(decoder, packets);
            assertThat(outcomes).extracting(Outcome::tag).isEqualTo(tags(0, 10));
            assertThat(outcomes.get(4).frame()).isFalse();
            assertThat(outcomes.get(6).frame()).isFalse();
            assertThat(frames(outcomes)).hasSize(8);
        }
    }

    @Test
    void packetsBeforeTheFirstKeyframeComeBackToo() {
        Clip clip = Clip.read(TestClips.write(folder.resolve("clip.mp4"), 96, 64, 60, "libopenh264"));
        try (Decoder decoder = new Decoder(clip.format())) {
            List<Outcome> outcomes = decodeAll(decoder, clip.packets().subList(1, 60));
            assertThat(outcomes).extracting(Outcome::tag).containsExactlyInAnyOrderElementsOf(tags(0, 59));
        }
    }

    @Test
    void anUnknownCodecIsSaidInOneLine() {
        assertThatThrownBy(() -> new Decoder(new StreamFormat("h999", null, 16, 16)))
                .isInstanceOf(UserError.class)
                .hasMessage("no decoder for codec 'h999'");
    }

    /** What came back. */
    record Outcome(long tag, boolean frame) {}

    private static List<Long> tags(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }

    private static List<Long> frames(List<Outcome> outcomes) {
        return outcomes.stream().filter(Outcome::frame).map(Outcome::tag).toList();
    }

    static List<Outcome> decodeAll(Decoder decoder, List<byte[]> packets) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < packets.size(); i++) {
            decoder.send(packets.get(i), i);
            receive(decoder, outcomes);
        }
        decoder.drain();
        receive(decoder, outcomes);
        return outcomes;
    }

    private static void receive(Decoder decoder, List<Outcome> outcomes) {
        for (Decoded decoded = decoder.receive(); decoded != null; decoded = decoder.receive()) {
            outcomes.add(new Outcome(decoded.tag(), decoded instanceof DecodedFrame));
            if (decoded instanceof DecodedFrame frame) {
                frame.close();
            }
        }
    }
}
