package io.lynceus.processor.playback;

import io.lynceus.processor.decode.Decoded;
import io.lynceus.processor.decode.Decoder;
import io.lynceus.processor.decode.OneFrame;
import io.lynceus.processor.pipeline.PacketFormat;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.vision.pixels.DecodedFrame;
import java.util.HashMap;
import java.util.Map;

/** Decodes a stretch. */
final class Pictures {
    private Pictures() {}

    /** Gives the pictures in the order in which they are shown, each with the packet that it came from. */
    static void of(Stretch stretch, Taker taker) {
        Map<Long, EncodedPacket> bySequence = new HashMap<>();
        try (Decoder decoder = new Decoder(stretch.format())) {
            long before = stretch.first().getSequence() - 1;
            for (EncodedPacket packet : stretch.packets()) {
                bySequence.put(packet.getSequence(), packet);
                if (packet.getSequence() != before + 1) {
                    decoder.missing();
                }
                before = packet.getSequence();
                decoder.send(
                        packet.getData(),
                        packet.getKeyframe(),
                        packet.getPts(),
                        PacketFormat.beside(packet),
                        packet.getSequence());
                if (!receive(decoder, bySequence, taker)) {
                    return;
                }
            }
            decoder.drain();
            receive(decoder, bySequence, taker);
        }
    }

    private static boolean receive(Decoder decoder, Map<Long, EncodedPacket> packets, Taker taker) {
        boolean more = true;
        for (Decoded decoded = decoder.receive(); decoded != null; decoded = decoder.receive()) {
            EncodedPacket packet = packets.remove(decoded.tag());
            if (decoded instanceof OneFrame one) {
                try (DecodedFrame frame = one.frame()) {
                    more = more && packet != null && taker.take(packet, frame);
                }
            }
        }
        return more;
    }

    /** Takes pictures; the frame is closed afterwards. */
    interface Taker {
        /** False when no more are wanted. */
        boolean take(EncodedPacket packet, DecodedFrame frame);
    }
}
