package io.lynceus.processor.decode;

import io.lynceus.processor.capture.Packet;
import io.lynceus.vision.pixels.DecodedFrame;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Packets through a decoder, and what came of each, in the order in which it came. */
final class DecodeRun {
    /** Tells pictures apart. */
    private static final int SIDE = 16;

    private final Map<Long, Outcome> outcomes = new LinkedHashMap<>();

    /**
     * What came of a packet.
     *
     * @param picture a digest of the pixels, null without a whole picture
     * @param broken false when there was nothing to show
     * @param reason null when a whole picture came
     */
    record Outcome(
            @Nullable Integer picture,
            boolean broken,
            @Nullable String reason) {}

    /** All packets and the end; null is a packet that never came. */
    static Map<Long, Outcome> of(StreamFormat format, List<@Nullable Packet> packets) {
        try (Decoder decoder = new Decoder(format)) {
            return of(decoder, packets);
        }
    }

    static Map<Long, Outcome> of(Decoder decoder, List<@Nullable Packet> packets) {
        return of(decoder, packets, ByteBuffer::wrap);
    }

    /** @param lying where the decoder is to find a packet's bytes */
    static Map<Long, Outcome> of(Decoder decoder, List<@Nullable Packet> packets, Function<byte[], ByteBuffer> lying) {
        DecodeRun run = new DecodeRun();
        for (int i = 0; i < packets.size(); i++) {
            Packet packet = packets.get(i);
            if (packet != null) {
                ByteBuffer data = lying.apply(packet.data());
                ByteBuffer before = data.duplicate();
                decoder.send(data, packet.keyframe(), packet.pts(), packet.beside(), i);
                if (data.position() != before.position() || data.limit() != before.limit()) {
                    throw new AssertionError("the decoder moved " + before + " to " + data);
                }
                run.receive(decoder);
            }
        }
        decoder.drain();
        run.receive(decoder);
        return run.outcomes;
    }

    private void receive(Decoder decoder) {
        for (Decoded decoded = decoder.receive(); decoded != null; decoded = decoder.receive()) {
            Outcome outcome;
            if (decoded instanceof OneFrame one) {
                try (DecodedFrame frame = one.frame()) {
                    outcome = frame.damage() != null
                            ? new Outcome(null, true, "corrupt")
                            : new Outcome(digest(frame), false, null);
                }
            } else {
                NoFrame none = (NoFrame) decoded;
                outcome = new Outcome(null, none.broken(), none.reason());
            }
            if (outcomes.put(decoded.tag(), outcome) != null) {
                throw new AssertionError("packet " + decoded.tag() + " came back twice");
            }
        }
    }

    static int digest(DecodedFrame frame) {
        int[] pixels = frame.picture(SIDE, SIDE).getRaster().getPixels(0, 0, SIDE, SIDE, (int[]) null);
        return Arrays.hashCode(pixels);
    }

    /** Tags of the packets that gave whole pictures, in the order in which they came. */
    static List<Long> pictures(Map<Long, Outcome> outcomes) {
        List<Long> tags = new ArrayList<>();
        outcomes.forEach((tag, outcome) -> {
            if (outcome.picture() != null) {
                tags.add(tag);
            }
        });
        return tags;
    }
}
