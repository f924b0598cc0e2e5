package io.lynceus.processor.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.processor.capture.Packet;
import io.lynceus.processor.capture.PacketReader;
import io.lynceus.processor.config.UserError;
import java.nio.file.Path;
import java.time.Duration;
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
        "mpeg4, clip.avi",
        "mjpeg, clip.avi",
        "libvpx, clip.webm",
        "libvpx-vp9, clip.webm",
        "libaom-av1, clip.mp4"
    })
    void everyPacketComesBackOnceAndAsAFrame(String encoder, String name) {
        Path clip = TestClips.write(folder.resolve(name), 96, 64, 40, encoder);
        Clip read = Clip.read(clip);
        List<Long> tags = new ArrayList<>();
        try (Decoder decoder = new Decoder(read.format())) {
            for (int i = 0; i < read.packets().size(); i++) {
                decoder.send(read.packets().get(i).data(), i);
                receive(decoder, tags);
            }
            decoder.drain();
            receive(decoder, tags);
        }
        assertThat(tags)
                .containsExactlyElementsOf(LongStream.range(0, 40).boxed().toList());
    }

    @Test
    void anUnknownCodecIsSaidInOneLine() {
        assertThatThrownBy(() -> new Decoder(new StreamFormat("h999", null, 16, 16)))
                .isInstanceOf(UserError.class)
                .hasMessage("no decoder for codec 'h999'");
    }

    private static void receive(Decoder decoder, List<Long> tags) {
        for (Decoded decoded = decoder.receive(); decoded != null; decoded = decoder.receive()) {
            assertThat(decoded).isInstanceOf(DecodedFrame.class);
            try (DecodedFrame frame = (DecodedFrame) decoded) {
                assertThat(frame.width()).isEqualTo(96);
                assertThat(frame.height()).isEqualTo(64);
                tags.add(frame.tag());
            }
        }
    }

    /** A clip's packets. */
    record Clip(StreamFormat format, List<Packet> packets) {
        static Clip read(Path file) {
            List<Packet> packets = new ArrayList<>();
            try (PacketReader reader = PacketReader.open(file.toString(), Duration.ofSeconds(5))) {
                for (Packet packet = reader.read(); packet != null; packet = reader.read()) {
                    packets.add(packet);
                }
                return new Clip(reader.format(), packets);
            }
        }
    }
}
