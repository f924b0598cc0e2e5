package io.lynceus.processor.engines;

import io.lynceus.processor.capture.Packet;
import io.lynceus.processor.capture.PacketReader;
import io.lynceus.processor.decode.Decoded;
import io.lynceus.processor.decode.Decoder;
import io.lynceus.processor.decode.OneFrame;
import io.lynceus.vision.UserError;
import io.lynceus.vision.model.InputSize;
import io.lynceus.vision.pixels.DecodedFrame;
import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.Picture;
import io.lynceus.vision.pixels.PictureSource;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Pictures from a video, scaled once, to be given to engines again and again. */
final class SampledPictures {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** Neighbours look alike. */
    private static final int EVERY = 20;

    private SampledPictures() {}

    /**
     * Reads the video until there are enough, or to its end.
     *
     * @param size of the network's input
     * @throws UserError when there is no whole frame in the video
     */
    static List<PictureSource> of(String video, InputSize size, int wanted) {
        List<PictureSource> pictures = new ArrayList<>();
        try (PacketReader reader = PacketReader.open(video, TIMEOUT);
                Decoder decoder = new Decoder(reader.format())) {
            long sent = 0;
            long seen = 0;
            Packet packet = reader.read();
            while (pictures.size() < wanted) {
                if (packet == null) {
                    decoder.drain();
                } else {
                    decoder.send(
                            ByteBuffer.wrap(packet.data()), packet.keyframe(), packet.pts(), packet.beside(), sent++);
                }
                for (Decoded decoded = decoder.receive(); decoded != null; decoded = decoder.receive()) {
                    if (decoded instanceof OneFrame one) {
                        try (DecodedFrame frame = one.frame()) {
                            if (seen++ % EVERY == 0 && pictures.size() < wanted) {
                                pictures.add(picture(frame, size));
                            }
                        }
                    }
                }
                if (packet == null) {
                    break;
                }
                packet = reader.read();
            }
        }
        if (pictures.isEmpty()) {
            throw new UserError("no frame in " + video);
        }
        return pictures;
    }

    private static PictureSource picture(DecodedFrame frame, InputSize size) {
        Letterbox box = Letterbox.of(frame.width(), frame.height(), size.width(), size.height());
        BufferedImage inner = frame.picture(box.innerWidth(), box.innerHeight());
        byte[] bgr = ((DataBufferByte) inner.getRaster().getDataBuffer()).getData();
        byte[] rgb = new byte[bgr.length];
        for (int i = 0; i < bgr.length; i += 3) {
            rgb[i] = bgr[i + 2];
            rgb[i + 1] = bgr[i + 1];
            rgb[i + 2] = bgr[i];
        }
        return box.source(new Picture(box.innerWidth(), box.innerHeight(), rgb));
    }
}
