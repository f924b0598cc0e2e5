package io.lynceus.processor.pipeline;

import io.lynceus.processor.decode.Decoded;
import io.lynceus.processor.decode.Decoder;
import io.lynceus.processor.decode.Decoders;
import io.lynceus.processor.decode.NoFrame;
import io.lynceus.processor.decode.OneFrame;
import io.lynceus.processor.decode.StreamFormat;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameStatus;
import io.lynceus.schemas.avro.StreamParameters;
import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import io.lynceus.vision.pixels.DecodedFrame;
import io.lynceus.vision.pixels.Turn;
import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The life of a camera's decoder: from the keyframe that it starts at, over changes of format and packets that never
 * came, to its end. Owns the decoder and its native memory. One thread.
 */
final class PictureStream implements AutoCloseable {
    private static final String NO_KEYFRAME_YET = "waiting for a keyframe";
    private static final String LEADING = "shown before the keyframe that decoding starts at";
    private static final String GAP = "waiting for a keyframe: packets before it never came";

    /** As many as a codec can reorder; more are no leading pictures but a stream whose timestamps began again. */
    private static final int MOST_LEADING = 16;

    /** Of which none ended a refresh: more are those of a stream that is damaged all the time. */
    private static final int MOST_KEYFRAMES = 16;
    /** And no further back than this, or the keyframe's own timestamp is the one that is wrong. */
    private static final double LEADING_SECONDS = 10;

    /** Takes what comes out: each packet is in one call, or in none while the decoder holds it. */
    interface Sink {
        /** The frame is closed by the caller afterwards. */
        void picture(long sequence, DecodedFrame frame);

        void none(long sequence, FrameStatus status, String reason);
    }

    private final Intake intake;
    private final DueFrames due;
    private final Decoders decoders;
    private final Sink sink;
    private final boolean overGaps;
    /** Packets of late with which a decoder could start. */
    private final ArrayDeque<PacketFacts> keyframes = new ArrayDeque<>();

    private @Nullable Decoder decoder;
    private @Nullable StreamFormat format;
    private @Nullable PacketFacts leader;
    private long previousSequence;
    private FrameStatus idleStatus = FrameStatus.SKIPPED;
    private String idleReason = NO_KEYFRAME_YET;

    /** @param overGaps true when decoding goes on after packets that never came, with damaged pictures */
    PictureStream(Intake intake, DueFrames due, Decoders decoders, Sink sink, boolean overGaps) {
        this.intake = intake;
        this.due = due;
        this.decoders = decoders;
        this.sink = sink;
        this.overGaps = overGaps;
    }

    /** True when there is a decoder, which builds on the packets so far. */
    boolean isOpen() {
        return decoder != null;
    }

    /** The decoder's codec, null when there is none. */
    @Nullable
    String codec() {
        return format == null ? null : format.codec();
    }

    /** How the container turns a packet's picture, as far as the packet or the stream at work says so. */
    Turn turn(EncodedPacket packet) {
        StreamParameters parameters = packet.getParameters();
        if (parameters != null) {
            return PacketFormat.turn(parameters);
        }
        return format == null ? Turn.NONE : format.turn();
    }

    /**
     * A packet that does not follow the one before it builds on pictures that are not there, and not every decoder
     * would notice.
     */
    void noticeGap(PacketFacts packet) {
        Decoder current = decoder;
        if (current != null && packet.sequence() != previousSequence + 1) {
            if (overGaps) {
                current.missing();
            } else {
                drain();
                idle(FrameStatus.SKIPPED, GAP);
            }
        }
        previousSequence = packet.sequence();
    }

    void decode(EncodedPacket packet, PacketFacts facts) {
        if (!packet.getData().hasRemaining()) {
            sink.none(facts.sequence(), FrameStatus.DECODE_ERROR, "the packet is empty");
            return;
        }
        follow(packet, facts);
        Decoder current = decoder;
        if (current == null) {
            sink.none(facts.sequence(), idleStatus, idleReason);
            return;
        }
        if (leads(packet, facts)) {
            current.leaveOut(packet.getData());
            sink.none(facts.sequence(), FrameStatus.SKIPPED, LEADING);
            return;
        }
        current.send(
                packet.getData(), packet.getKeyframe(), packet.getPts(), PacketFormat.beside(packet), facts.sequence());
        noteStart(current, packet, facts);
        receive(current);
    }

    /** Gives out what the decoder still holds and frees it; the next packet is looked at as the first one is. */
    void drain() {
        Decoder old = decoder;
        if (old != null) {
            old.drain();
            receive(old);
        }
        close();
        idle(FrameStatus.SKIPPED, NO_KEYFRAME_YET);
    }

    /** What becomes of packets until a decoder is there. */
    void idle(FrameStatus status, String reason) {
        idleStatus = status;
        idleReason = reason;
    }

    /** Sees to it that the decoder is one for this packet's format; only a keyframe starts one. */
    private void follow(EncodedPacket packet, PacketFacts facts) {
        StreamFormat known = format;
        if (known != null && !known.codec().equals(packet.getCodec())) {
            drain();
        } else if (known != null && packet.getKeyframe() && PacketFormat.differs(known, packet)) {
            drain();
        }
        if (!packet.getKeyframe()) {
            return;
        }
        if (decoder == null) {
            due.forgetKeyframes();
            due.start(facts, facts);
            start(packet);
            leader = packet.getPts() != null && intake.hasBefore(facts) ? facts : null;
        }
    }

    /** Keeps the packet as one to start with after a restart, when the stream is whole because of it. */
    private void noteStart(Decoder current, EncodedPacket packet, PacketFacts facts) {
        if (packet.getKeyframe() && (packet.getExtradata() != null || decoderNeedsNoExtradata())) {
            keyframes.add(facts);
            if (keyframes.size() > MOST_KEYFRAMES) {
                keyframes.remove();
            }
        }
        Long refreshed = current.refreshed();
        while (refreshed != null && !keyframes.isEmpty() && keyframes.element().sequence() <= refreshed) {
            PacketFacts start = keyframes.remove();
            if (start.sequence() == refreshed) {
                due.start(start, facts);
            }
        }
    }

    /**
     * True when a picture builds on packets before the keyframe that the decoder was started with, which were not
     * decoded.
     */
    private boolean leads(EncodedPacket packet, PacketFacts facts) {
        PacketFacts first = leader;
        if (first == null || facts.sequence() == first.sequence()) {
            return false;
        }
        boolean leads = packet.getPts() != null
                && facts.pts() < first.pts()
                && first.secondsAfter(facts) <= LEADING_SECONDS
                && facts.sequence() - first.sequence() <= MOST_LEADING;
        if (!leads) {
            leader = null;
        }
        return leads;
    }

    private boolean decoderNeedsNoExtradata() {
        return format != null && format.extradata() == null;
    }

    private void start(EncodedPacket packet) {
        StreamFormat wanted = PacketFormat.of(packet);
        try {
            decoder = decoders.open(wanted);
            format = wanted;
        } catch (UserError | RunError e) {
            // A codec or configuration that FFmpeg refuses costs only the camera that sends it.
            idle(FrameStatus.DECODE_ERROR, Objects.requireNonNullElse(e.getMessage(), "no decoder"));
        }
    }

    private void receive(Decoder from) {
        for (Decoded decoded = from.receive(); decoded != null; decoded = from.receive()) {
            if (decoded instanceof OneFrame one) {
                try (DecodedFrame frame = one.frame()) {
                    if (frame.damage() != null) {
                        due.damaged(one.tag());
                    }
                    sink.picture(one.tag(), frame);
                }
            } else if (decoded instanceof NoFrame none) {
                due.damaged(none.tag());
                FrameStatus status = none.broken() ? FrameStatus.DECODE_ERROR : FrameStatus.SKIPPED;
                sink.none(none.tag(), status, none.reason());
            }
        }
    }

    /** Frees the decoder without asking it for more. */
    @Override
    public void close() {
        due.forgetKeyframes();
        keyframes.clear();
        format = null;
        if (decoder != null) {
            decoder.close();
            decoder = null;
        }
    }
}
