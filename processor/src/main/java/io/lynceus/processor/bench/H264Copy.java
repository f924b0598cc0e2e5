package io.lynceus.processor.bench;

import io.lynceus.processor.capture.Packet;
import io.lynceus.processor.capture.PacketReader;
import io.lynceus.processor.decode.Decoded;
import io.lynceus.processor.decode.Decoder;
import io.lynceus.processor.decode.OneFrame;
import io.lynceus.processor.decode.VideoFacts;
import io.lynceus.processor.decode.VideoWriter;
import io.lynceus.vision.pixels.DecodedFrame;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;

/** The beginning of a video as H.264, which video chips decode. */
final class H264Copy {
    private static final double USUAL_RATE = 10;

    private H264Copy() {}

    /** @param most pictures */
    static void write(String video, Path file, int most) {
        try (PacketReader reader = PacketReader.open(video, Duration.ofSeconds(10));
                Decoder decoder = new Decoder(reader.format())) {
            double rate = reader.frameRate() > 0 ? reader.frameRate() : USUAL_RATE;
            VideoFacts facts = new VideoFacts(1, (int) Math.max(1, Math.round(rate)), rate);
            int width = reader.format().uprightWidth();
            int height = reader.format().uprightHeight();
            try (VideoWriter writer = VideoWriter.create(file, width, height, facts)) {
                int sent = 0;
                for (Packet packet = reader.read(); packet != null && sent < most; packet = reader.read()) {
                    decoder.send(
                            ByteBuffer.wrap(packet.data()), packet.keyframe(), packet.pts(), packet.beside(), sent++);
                    receive(decoder, writer);
                }
                decoder.drain();
                receive(decoder, writer);
            }
        }
    }

    private static void receive(Decoder decoder, VideoWriter writer) {
        for (Decoded decoded = decoder.receive(); decoded != null; decoded = decoder.receive()) {
            if (decoded instanceof OneFrame one) {
                try (DecodedFrame frame = one.frame()) {
                    writer.write(frame.picture(frame.width(), frame.height()));
                }
            }
        }
    }
}
