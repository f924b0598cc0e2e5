package io.lynceus.processor.bench;

import io.lynceus.processor.capture.Packet;
import io.lynceus.processor.decode.Decoded;
import io.lynceus.processor.decode.Decoder;
import io.lynceus.processor.decode.Decoders;
import io.lynceus.processor.decode.OneFrame;
import io.lynceus.vision.RunError;
import io.lynceus.vision.pixels.DecodedFrame;
import io.lynceus.vision.pixels.Slot;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One stream, decoded for nobody. One thread. */
final class DecodedStream {
    private static final int TIMES = 200;

    private final List<Packet> packets;
    private final @Nullable Slot slot;
    private long frames;

    /** @param side of the input that each picture is written into, in pixels; 0 for none */
    DecodedStream(List<Packet> packets, int side) {
        this.packets = packets;
        this.slot = side == 0 ? null : new Slot(Slot.memory(side, side), side, side);
    }

    /** What it takes to scale the first picture, in the mean of many times. */
    Duration scaling(Decoders decoders) {
        try (Decoder decoder = decoders.open(packets.get(0).format());
                DecodedFrame frame = first(decoder)) {
            times(frame, TIMES / 4);
            long began = System.nanoTime();
            times(frame, TIMES);
            return Duration.ofNanos((System.nanoTime() - began) / TIMES);
        }
    }

    private void times(DecodedFrame frame, int times) {
        for (int i = 0; i < times; i++) {
            frame.into(Objects.requireNonNull(slot));
        }
    }

    private DecodedFrame first(Decoder decoder) {
        Iterator<Packet> left = packets.iterator();
        for (int tag = 0; left.hasNext(); tag++) {
            Packet packet = left.next();
            decoder.send(ByteBuffer.wrap(packet.data()), packet.keyframe(), packet.pts(), packet.beside(), tag);
            if (!left.hasNext()) {
                decoder.drain();
            }
            for (Decoded decoded = decoder.receive(); decoded != null; decoded = decoder.receive()) {
                if (decoded instanceof OneFrame one) {
                    return one.frame();
                }
            }
        }
        throw new RunError("no picture comes of the video");
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
