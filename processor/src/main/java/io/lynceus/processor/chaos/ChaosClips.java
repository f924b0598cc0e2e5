package io.lynceus.processor.chaos;

import io.lynceus.processor.capture.Packet;
import io.lynceus.processor.capture.PacketReader;
import io.lynceus.processor.decode.Decoded;
import io.lynceus.processor.decode.Decoder;
import io.lynceus.processor.decode.OneFrame;
import io.lynceus.processor.decode.VideoWriter;
import io.lynceus.vision.pixels.DecodedFrame;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;

/** The videos that the cameras play. */
public final class ChaosClips {
    private static final int FRAMES = 150;
    private static final int B_FRAMES = 2;
    private static final double USUAL_RATE = 10;

    private ChaosClips() {}

    /**
     * The beginning of a video as MPEG-4 with B-frames, which come in another order than they are shown, at the video's
     * own rate.
     */
    public static Path reordered(Path video, Path file) {
        return write(video, file, FRAMES, 0, B_FRAMES);
    }

    /**
     * The beginning of a video as MPEG-4.
     *
     * @param frames at most
     * @param rate frames a second, 0 for the video's own
     * @param bFrames in a row, 0 for none
     */
    public static Path write(Path video, Path file, int frames, double rate, int bFrames) {
        try (PacketReader reader = PacketReader.open(video.toString(), Duration.ofSeconds(10));
                Decoder decoder = new Decoder(reader.format());
                VideoWriter writer = VideoWriter.createReordered(
                        file, reader.format().width(), reader.format().height(), rate(reader, rate), bFrames)) {
            int written = 0;
            for (Packet packet = reader.read(); packet != null && written < frames; packet = reader.read()) {
                decoder.send(ByteBuffer.wrap(packet.data()), packet.keyframe(), packet.pts(), packet.beside(), written);
                for (Decoded decoded = decoder.receive(); decoded != null; decoded = decoder.receive()) {
                    if (decoded instanceof OneFrame one) {
                        try (DecodedFrame frame = one.frame()) {
                            writer.write(frame.picture(frame.width(), frame.height()));
                        }
                        written++;
                    }
                }
            }
        }
        return file;
    }

    private static double rate(PacketReader reader, double wanted) {
        if (wanted > 0) {
            return wanted;
        }
        return reader.frameRate() > 0 ? reader.frameRate() : USUAL_RATE;
    }
}
