package io.lynceus.processor.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.capture.Packet;
import io.lynceus.processor.capture.PacketReader;
import io.lynceus.processor.decode.CodecClip;
import io.lynceus.processor.decode.Decoder;
import io.lynceus.processor.decode.Decoders;
import io.lynceus.processor.decode.StreamFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PictureComparisonTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(CodecClip.class)
    void aDecoderGivesTheSameTwice(CodecClip codec) {
        List<Packet> packets = packets(codec.in(folder));
        try (PictureComparison comparison = new PictureComparison(packets, Decoders.ON_CPU, Decoders.ON_CPU)) {
            comparison.run();
            assertThat(comparison.same()).isTrue();
            assertThat(comparison)
                    .hasToString(packets.size() + " of " + packets.size()
                            + " packets gave the same; largest difference of a value in 0..255: 0;"
                            + " whole in one and not in the other: 0");
        }
    }

    @Test
    void aDecoderThatGivesNoPictureOfTheStreamDoesNotGiveTheSame() {
        List<Packet> packets = packets(CodecClip.MJPEG.in(folder));
        Decoders wrong = format -> new Decoder(new StreamFormat("mpeg4", null, format.width(), format.height()));
        try (PictureComparison comparison = new PictureComparison(packets, Decoders.ON_CPU, wrong)) {
            comparison.run();
            assertThat(comparison.same()).isFalse();
            assertThat(comparison.toString()).contains("whole in one and not in the other: " + packets.size());
        }
    }

    private static List<Packet> packets(Path video) {
        List<Packet> packets = new ArrayList<>();
        try (PacketReader reader = PacketReader.open(video.toString(), Duration.ofMinutes(5))) {
            for (Packet packet = reader.read(); packet != null; packet = reader.read()) {
                packets.add(packet);
            }
        }
        return packets;
    }
}
