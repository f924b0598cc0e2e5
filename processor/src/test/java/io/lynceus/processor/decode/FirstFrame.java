package io.lynceus.processor.decode;

import io.lynceus.processor.capture.Packet;
import io.lynceus.processor.capture.PacketReader;
import io.lynceus.vision.pixels.DecodedFrame;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

/** A real frame, for tests that need one. */
public final class FirstFrame {
    private FirstFrame() {}

    /** What {@code use} makes of the first frame of a clip of the given size, written to {@code file}. */
    public static <T> T of(Path file, int width, int height, Function<DecodedFrame, T> use) {
        TestClips.write(file, width, height, 2);
        try (PacketReader reader = PacketReader.open(file.toString(), Duration.ofMinutes(5));
                Decoder decoder = new Decoder(reader.format())) {
            while (true) {
                Packet packet = reader.read();
                if (packet == null) {
                    decoder.drain();
                } else {
                    decoder.send(ByteBuffer.wrap(packet.data()), true, packet.pts(), packet.beside(), 0);
                }
                Decoded decoded = decoder.receive();
                if (decoded instanceof OneFrame one) {
                    try (DecodedFrame frame = one.frame()) {
                        return use.apply(frame);
                    }
                }
            }
        }
    }
}
