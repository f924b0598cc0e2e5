package io.lynceus.processor.streams;

import io.lynceus.processor.decode.Codec;
import io.lynceus.processor.decode.Decoded;
import io.lynceus.processor.decode.Decoder;
import io.lynceus.processor.decode.NoFrame;
import io.lynceus.processor.decode.OneFrame;
import io.lynceus.processor.decode.StreamFormat;
import io.lynceus.processor.ledger.SequenceSet;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameStatus;
import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import io.lynceus.vision.pixels.DecodedFrame;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One camera's decoder and its books. Belongs to one stream thread.
 *
 * <p>Each packet with a frame comes to exactly one outcome: at once, later when the codec reorders, or at the latest when the epoch
 * ends. Pictures that the camera's policy leaves out are skipped. A packet that was captured twice has no second one, nor has one that
 * is decoded again after a restart.
 */
final class CameraDecoding implements AutoCloseable {
    private static final String NO_KEYFRAME_YET = "waiting for a keyframe";
    private static final String OUTDATED = "of an older connection to the camera than the one at work";
    private static final String LEADING = "shown before the keyframe that decoding starts at";
    private static final String GAP = "waiting for a keyframe: packets before it never came";
    private static final String TOO_LONG =
            "waiting for a keyframe: after a restart, decoding again what it builds on took too long";
    private static final String DELETED = "after a restart the packets that it builds on were no longer in the topic";

    /** As many as a codec can reorder; more are no leading pictures but a stream whose timestamps began again. */
    private static final int MOST_LEADING = 16;

    private final CameraBooks books;
    private final FrameChoice choice;
    private @Nullable Decoder decoder;
    private @Nullable StreamFormat format;
    private @Nullable PacketFacts leader;
    private long previousSequence;
    private FrameStatus idleStatus = FrameStatus.SKIPPED;
    private String idleReason = NO_KEYFRAME_YET;

    CameraDecoding(String camera, FrameChoice choice) {
        books = new CameraBooks(camera);
        this.choice = choice;
    }

    void accept(EncodedPacket packet, PacketFacts facts, Outcomes outcomes) {
        if (books.outdated(facts)) {
            if (!packet.getEndOfStream() && books.openOutdated(facts)) {
                outcomes.none(facts, FrameStatus.SKIPPED, OUTDATED);
            }
            return;
        }
        if (packet.getEpoch() != books.epoch() || packet.getEndOfStream()) {
            end(outcomes);
            books.begin(packet.getEpoch(), packet.getEndOfStream());
        }
        if (!packet.getEndOfStream() && books.open(facts)) {
            noticeGap(facts, outcomes);
            String skip = skip(packet, facts, outcomes);
            if (skip == null) {
                decode(packet, facts, outcomes);
            } else {
                books.settle(facts.sequence());
                joinRun(facts, skip, outcomes);
            }
        }
    }

    /** Why a packet is not decoded, null when it is. Packets build on one another: who leaves one out goes on at a keyframe. */
    private @Nullable String skip(EncodedPacket packet, PacketFacts facts, Outcomes outcomes) {
        if (choosesBeforeDecoding(packet.getCodec())) {
            return choice.skip(facts);
        }
        if (decoder == null) {
            boolean goesOn = !packet.getKeyframe() && books.isSkipping(FrameChoice.TO_KEYFRAME);
            return goesOn || choice.farBehind(facts) ? FrameChoice.TO_KEYFRAME : null;
        }
        // Pictures that are shown before this packet's come first, and may not all be here.
        if (!choice.farBehind(facts) || !books.shownLast(facts)) {
            return null;
        }
        drain(outcomes);
        return FrameChoice.TO_KEYFRAME;
    }

    private boolean choosesBeforeDecoding(String codec) {
        return !choice.all() && Codec.intraOnly(codec);
    }

    /** True when the epoch has ended and no other has begun: there is nothing to decode. */
    boolean ended() {
        return books.ended();
    }

    /**
     * Gives out what is still held back, because nothing comes any more. Only {@link #close} may be called after that.
     *
     * @return from where {@link #resume} goes on, should a packet come after all
     */
    Progress rest(Outcomes outcomes) {
        // Pictures that are shown before the last keyframe may come yet, and build on the group before it.
        PacketFacts.Origin start = progress().start();
        if (decoder != null) {
            decoder.drain();
            receive(decoder, outcomes);
        }
        settleRest(outcomes);
        return progress().from(start);
    }

    /** What {@link #resume} needs to go on after the packets so far. */
    Progress progress() {
        return books.progress(choice.nextSample());
    }

    /**
     * Goes on from stored progress, without a decoder: enough for {@link #rest} where nothing is due.
     *
     * @see #catchUp
     */
    void resume(Progress progress) {
        books.resume(progress);
        choice.resume(progress.nextSample());
    }

    /**
     * Brings a new decoder to where another one was, and gives out what that one still held. That takes no longer than it may: what is due
     * after that is skipped, and decoding goes on at the next keyframe.
     *
     * @param progress what {@link #resume} got
     * @param next offset of the packet that comes after
     * @param goOn asked before each packet that is decoded again; false when the time is up
     */
    void catchUp(Progress progress, long next, PacketReplay replay, BooleanSupplier goOn, Outcomes outcomes) {
        PacketFacts.Origin start = progress.start();
        if (start == null) {
            return;
        }
        idle(FrameStatus.SKIPPED, DELETED);
        ArrayDeque<PacketFacts> expected = new ArrayDeque<>(progress.due());
        Set<Long> dueOffsets =
                progress.due().stream().map(packet -> packet.origin().offset()).collect(Collectors.toSet());
        SequenceSet decoded = new SequenceSet();
        // A progress that is ahead of the next packet is one of a topic that was deleted and made again.
        boolean[] whole = {true};
        replay.read(start, Math.min(progress.end(), next), (packet, origin) -> {
            whole[0] = goOn.getAsBoolean();
            if (!whole[0]) {
                return false;
            }
            PacketFacts facts = PacketFacts.of(packet, origin);
            boolean ours =
                    facts.epoch() == progress.epoch() && progress.camera().equals(facts.camera());
            if (ours
                    && (follows(facts, decoded) || dueOffsets.contains(origin.offset()))
                    && decoded.add(facts.sequence())) {
                skipDeleted(expected, origin.offset(), outcomes);
                noticeGap(facts, outcomes);
                decode(packet, facts, outcomes);
            }
            return true;
        });
        if (!whole[0]) {
            close();
            idle(FrameStatus.SKIPPED, TOO_LONG);
            books.due().forEach(packet -> none(packet.sequence(), FrameStatus.SKIPPED, TOO_LONG, outcomes));
            return;
        }
        skipDeleted(expected, Long.MAX_VALUE, outcomes);
    }

    /** False for the second copy of a packet whose first one lies before those that are decoded again. */
    private static boolean follows(PacketFacts packet, SequenceSet decoded) {
        return decoded.runs().isEmpty() || packet.sequence() > decoded.runs().firstKey();
    }

    /** Takes the packets up to an offset from those that are expected; the ones before it have not come. */
    private void skipDeleted(ArrayDeque<PacketFacts> expected, long offset, Outcomes outcomes) {
        while (!expected.isEmpty() && expected.element().origin().offset() <= offset) {
            PacketFacts packet = expected.remove();
            if (packet.origin().offset() < offset) {
                none(packet.sequence(), FrameStatus.SKIPPED, DELETED, outcomes);
            }
        }
    }

    /** A packet that does not follow the one before it builds on pictures that are not there, and not every decoder would notice. */
    private void noticeGap(PacketFacts packet, Outcomes outcomes) {
        if (decoder != null && packet.sequence() != previousSequence + 1) {
            drain(outcomes);
            idle(FrameStatus.SKIPPED, GAP);
        }
        previousSequence = packet.sequence();
    }

    private void decode(EncodedPacket packet, PacketFacts facts, Outcomes outcomes) {
        if (!packet.getData().hasRemaining()) {
            none(facts.sequence(), FrameStatus.DECODE_ERROR, "the packet is empty", outcomes);
            return;
        }
        follow(packet, facts, outcomes);
        Decoder current = decoder;
        if (current == null) {
            none(facts.sequence(), idleStatus, idleReason, outcomes);
            return;
        }
        if (leads(packet, facts)) {
            current.leaveOut(array(packet.getData()));
            none(facts.sequence(), FrameStatus.SKIPPED, LEADING, outcomes);
            return;
        }
        current.send(array(packet.getData()), packet.getKeyframe(), facts.sequence());
        receive(current, outcomes);
    }

    /** Ends the epoch: every packet that is due gets its outcome. */
    private void end(Outcomes outcomes) {
        drain(outcomes);
        settleRest(outcomes);
    }

    private void settleRest(Outcomes outcomes) {
        // The decoder gives every packet back. Should one be left all the same, its event is still due.
        for (PacketFacts packet : books.due()) {
            none(packet.sequence(), FrameStatus.DECODE_ERROR, "the decoder kept it", outcomes);
        }
        endRun(outcomes);
    }

    /** Gives out what the decoder still holds and frees it; the next packet is looked at as the first one is. */
    private void drain(Outcomes outcomes) {
        Decoder old = decoder;
        if (old != null) {
            old.drain();
            receive(old, outcomes);
        }
        close();
        idle(FrameStatus.SKIPPED, NO_KEYFRAME_YET);
    }

    /** Sees to it that the decoder is one for this packet's format; only a keyframe starts one. */
    private void follow(EncodedPacket packet, PacketFacts facts, Outcomes outcomes) {
        StreamFormat known = format;
        if (known != null && !known.codec().equals(packet.getCodec())) {
            drain(outcomes);
        } else if (known != null && packet.getKeyframe() && differs(known, packet)) {
            drain(outcomes);
        }
        if (!packet.getKeyframe()) {
            return;
        }
        if (decoder == null) {
            books.forgetKeyframes();
            books.keyframe(facts);
            start(packet);
            leader = packet.getPts() != null && books.hasBefore(facts) ? facts : null;
            return;
        }
        if (decoder.isDamaged()) {
            leader = packet.getPts() == null ? null : facts;
        }
        if (packet.getExtradata() != null || decoderNeedsNoExtradata()) {
            books.keyframe(facts);
        }
    }

    /** True when a picture builds on packets before the keyframe that the decoder was started with, which were not decoded. */
    private boolean leads(EncodedPacket packet, PacketFacts facts) {
        PacketFacts first = leader;
        if (first == null || facts.sequence() == first.sequence()) {
            return false;
        }
        boolean leads = packet.getPts() != null
                && facts.pts() < first.pts()
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
            if (decoded instanceof OneFrame one) {
                try (DecodedFrame frame = one.frame()) {
                    PacketFacts packet = books.settle(one.tag());
                    if (packet != null) {
                        frame(packet, frame, outcomes);
                    }
                }
            } else if (decoded instanceof NoFrame none) {
                FrameStatus status = none.broken() ? FrameStatus.DECODE_ERROR : FrameStatus.SKIPPED;
                none(none.tag(), status, none.reason(), outcomes);
            }
        }
    }

    private void frame(PacketFacts packet, DecodedFrame frame, Outcomes outcomes) {
        StreamFormat known = format;
        boolean chosen = frame.corrupt() || known == null || choosesBeforeDecoding(known.codec());
        String skip = chosen ? null : choice.skip(packet);
        if (skip == null) {
            endRun(outcomes);
            outcomes.frame(packet, frame);
        } else {
            joinRun(packet, skip, outcomes);
        }
    }

    private void joinRun(PacketFacts packet, String reason, Outcomes outcomes) {
        SkippedRun before = books.skip(packet, reason);
        if (before != null) {
            outcomes.skipped(before);
        }
    }

    private void endRun(Outcomes outcomes) {
        SkippedRun run = books.endRun();
        if (run != null) {
            outcomes.skipped(run);
        }
    }

    private void none(long sequence, FrameStatus status, String reason, Outcomes outcomes) {
        PacketFacts packet = books.settle(sequence);
        if (packet != null) {
            endRun(outcomes);
            outcomes.none(packet, status, reason);
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
        books.forgetKeyframes();
        format = null;
        if (decoder != null) {
            decoder.close();
            decoder = null;
        }
    }
}
