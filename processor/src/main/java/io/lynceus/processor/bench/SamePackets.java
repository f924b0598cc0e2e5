package io.lynceus.processor.bench;

import io.lynceus.processor.capture.Packet;
import io.lynceus.processor.decode.Decoded;
import io.lynceus.processor.decode.Decoder;
import io.lynceus.processor.decode.Decoders;
import io.lynceus.processor.decode.OneFrame;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The same packets through two decoders side by side, and what comes of each packet in one call. One thread. */
final class SamePackets implements AutoCloseable {
    private final List<Packet> packets;
    private final Decoder one;
    private final Decoder other;
    private final Map<Long, Decoded> waiting = new HashMap<>();

    SamePackets(List<Packet> packets, Decoders one, Decoders other) {
        this.packets = packets;
        this.one = one.open(packets.get(0).format());
        try {
            this.other = other.open(packets.get(0).format());
        } catch (RuntimeException e) {
            this.one.close();
            throw e;
        }
    }

    /** @param pair gets what came of one, then of the other; frames are closed after it */
    void run(BiConsumer<Decoded, Decoded> pair) {
        long tag = 0;
        for (Packet packet : packets) {
            for (Decoder decoder : List.of(one, other)) {
                decoder.send(ByteBuffer.wrap(packet.data()), packet.keyframe(), packet.pts(), packet.beside(), tag);
                receive(decoder, pair);
            }
            tag++;
        }
        for (Decoder decoder : List.of(one, other)) {
            decoder.drain();
            receive(decoder, pair);
        }
    }

    private void receive(Decoder decoder, BiConsumer<Decoded, Decoded> pair) {
        for (Decoded decoded = decoder.receive(); decoded != null; decoded = decoder.receive()) {
            Decoded before = waiting.remove(decoded.tag());
            if (before == null) {
                waiting.put(decoded.tag(), decoded);
                continue;
            }
            try {
                pair.accept(decoder == one ? decoded : before, decoder == one ? before : decoded);
            } finally {
                close(before);
                close(decoded);
            }
        }
    }

    private static void close(Decoded decoded) {
        if (decoded instanceof OneFrame picture) {
            picture.frame().close();
        }
    }

    @Override
    public void close() {
        waiting.values().forEach(SamePackets::close);
        one.close();
        other.close();
    }
}
