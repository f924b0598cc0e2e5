package io.lynceus.processor.bench;

import io.lynceus.processor.capture.Packet;
import io.lynceus.processor.decode.Decoded;
import io.lynceus.processor.decode.Decoder;
import io.lynceus.processor.decode.Decoders;
import io.lynceus.processor.decode.OneFrame;
import io.lynceus.vision.pixels.DecodedFrame;
import io.lynceus.vision.pixels.Slot;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One stream, decoded for nobody. One thread. */
final class DecodedStream {
    private final List<Packet> packets;
    private final @Nullable Slot slot;
    private long frames;

    /** @param side of the input that each picture is written into, in pixels; 0 for none */
    DecodedStream(List<Packet> packets, int side) {
        this.packets = packets;
        this.slot = side == 0
                ? null
                : new Slot(
                        ByteBuffer.allocateDirect((int) Slot.bytes(side, side)),
                        side,
                        side);
    }

    /** The number of pictures. */
    long run(Decoders decoders) {
        try (Decoder decoder = decoders.open(packets.get(0).format())) {
            long tag = 0;
            for (Packet packet : packets) {
                decoder.send(ByteBuffer.wrap(packet.data()), packet.keyframe(), packet.pts(), packet.beside(), tag++);
                receive(decoder);
            }
            decoder.drain();
            receive(decoder);
        }
        return frames;
    }

    private void receive(Decoder decoder) {
        for (Decoded decoded = decoder.receive(); decoded != null; decoded = decoder.receive()) {
            if (decoded instanceof OneFrame one) {
                try (DecodedFrame frame = one.frame()) {
                    if (slot != null) {
                        frame.into(slot);
                    }
                    frames++;
                }
            }
        }
    }
}
