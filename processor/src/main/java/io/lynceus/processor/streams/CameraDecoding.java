package io.lynceus.processor.streams;

import io.lynceus.processor.config.RunError;
import io.lynceus.processor.config.UserError;
import io.lynceus.processor.decode.Decoded;
import io.lynceus.processor.decode.DecodedFrame;
import io.lynceus.processor.decode.Decoder;
import io.lynceus.processor.decode.NoFrame;
import io.lynceus.processor.decode.StreamFormat;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameStatus;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One camera's decoder and the facts of the packets that it holds. Belongs to one stream thread.
 *
 * <p>Each packet with a frame comes to exactly one outcome: at once, later when the codec reorders, or at the latest when the epoch
 * ends or the format changes.
 */
final class CameraDecoding implements AutoCloseable {
    private static final String NO_KEYFRAME_YET = "waiting for a keyframe";

    private final Map<Long, PacketFacts> pending = new HashMap<>();
    private @Nullable Decoder decoder;
    private @Nullable StreamFormat format;
    private FrameStatus idleStatus = FrameStatus.SKIPPED;
    private String idleReason = NO_KEYFRAME_YET;
    private long epoch;
    private long tags;

    void accept(EncodedPacket packet, PacketFacts facts, Outcomes outcomes) {
        if (packet.getEpoch() != epoch || packet.getEndOfStream()) {
            end(outcomes);
            epoch = packet.getEpoch();
        }
        if (packet.getEndOfStream()) {
            return;
        }
        if (!packet.getData().hasRemaining()) {
            outcomes.none(facts, FrameStatus.DECODE_ERROR, "the packet is empty");
            return;
        }
        follow(packet, outcomes);
        Decoder current = decoder;
        if (current == null) {
            outcomes.none(facts, idleStatus, idleReason);
            return;
        }
        pending.put(tags, facts);
        current.send(array(packet.getData()), tags++);
        receive(current, outcomes);
    }

    /** Gives out what the decoder still holds and frees it; the next packet is looked at as the first one is. */
    void end(Outcomes outcomes) {
        Decoder old = decoder;
        if (old != null) {
            old.drain();
            receive(old, outcomes);
            // The decoder gives every packet back. Should one be left all the same, its event is still due.
            pending.values().forEach(facts -> outcomes.none(facts, FrameStatus.DECODE_ERROR, "the decoder kept it"));
        }
        close();
        idle(FrameStatus.SKIPPED, NO_KEYFRAME_YET);
    }

    /** Sees to it that the decoder is one for this packet's format; only a keyframe starts one. */
    private void follow(EncodedPacket packet, Outcomes outcomes) {
        StreamFormat known = format;
        if (known != null && !known.codec().equals(packet.getCodec())) {
            end(outcomes);
        } else if (known != null && packet.getKeyframe() && differs(known, packet)) {
            end(outcomes);
        }
        if (decoder == null && packet.getKeyframe()) {
            start(packet);
        }
    }

    private void start(EncodedPacket packet) {
        ByteBuffer extradata = packet.getExtradata();
        StreamFormat wanted = new StreamFormat(
                packet.getCodec(), extradata == null ? null : array(extradata), packet.getWidth(), packet.getHeight());
        try {
            decoder = new Decoder(wanted);
            format = wanted;
        } catch (UserError | RunError e) {
            // A codec or configuration that FFmpeg refuses costs only the camera that sends it.
            idle(FrameStatus.DECODE_ERROR, Objects.requireNonNullElse(e.getMessage(), "no decoder"));
        }
    }

    private void receive(Decoder from, Outcomes outcomes) {
        for (Decoded decoded = from.receive(); decoded != null; decoded = from.receive()) {
            PacketFacts facts = pending.remove(decoded.tag());
            if (decoded instanceof DecodedFrame frame) {
                try (frame) {
                    give(facts, frame, outcomes);
                }
            } else if (decoded instanceof NoFrame none && facts != null) {
                outcomes.none(facts, none.broken() ? FrameStatus.DECODE_ERROR : FrameStatus.SKIPPED, none.reason());
            }
        }
    }

    private static void give(@Nullable PacketFacts facts, DecodedFrame frame, Outcomes outcomes) {
        if (facts != null) {
            outcomes.frame(facts, frame);
        }
    }

    private void idle(FrameStatus status, String reason) {
        idleStatus = status;
        idleReason = reason;
    }

    private static boolean differs(StreamFormat known, EncodedPacket packet) {
        ByteBuffer extradata = packet.getExtradata();
        return known.width() != packet.getWidth()
                || known.height() != packet.getHeight()
                || (extradata != null
                        && !extradata.equals(known.extradata() == null ? null : ByteBuffer.wrap(known.extradata())));
    }

    private static byte[] array(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return copy;
    }

    /** Frees the decoder without asking it for more. */
    @Override
    public void close() {
        pending.clear();
        format = null;
        if (decoder != null) {
            decoder.close();
            decoder = null;
        }
    }
}
