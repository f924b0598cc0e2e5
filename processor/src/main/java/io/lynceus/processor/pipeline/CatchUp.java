package io.lynceus.processor.pipeline;

import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameStatus;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Decodes the packets again that a decoder of an earlier life had, so that a new one is where that one was. Used once,
 * on one thread.
 */
final class CatchUp {
    private static final String DELETED = "after a restart the packets that it builds on were no longer in the topic";
    private static final String TOO_LONG =
            "waiting for a keyframe: after a restart, decoding again what it builds on took too long";

    private final Progress progress;
    private final PictureStream pictures;
    private final PictureStream.Sink sink;
    private final BooleanSupplier goOn;
    private final Deque<PacketFacts> expected;
    private final Set<Long> expectedOffsets;
    private final SequenceSet decoded = new SequenceSet();
    private boolean inTime = true;

    /**
     * @param sink gets what was due and is not there any more
     * @param goOn asked before each packet; false when the time is up
     */
    CatchUp(Progress progress, PictureStream pictures, PictureStream.Sink sink, BooleanSupplier goOn) {
        this.progress = progress;
        this.pictures = pictures;
        this.sink = sink;
        this.goOn = goOn;
        expected = new ArrayDeque<>(progress.due());
        expectedOffsets =
                progress.due().stream().map(packet -> packet.origin().offset()).collect(Collectors.toSet());
    }

    /**
     * Decodes from a keyframe to the packet that comes next. When the time is up before that, what is due is skipped,
     * and decoding goes on at the next keyframe.
     */
    void run(PacketFacts.Origin start, long next, PacketReplay replay) {
        pictures.idle(FrameStatus.SKIPPED, DELETED);
        // A progress that is ahead of the next packet is one of a topic that was deleted and made again.
        replay.read(start, Math.min(progress.end(), next), this::again);
        if (inTime) {
            skipDeleted(Long.MAX_VALUE);
        } else {
            pictures.close();
            pictures.idle(FrameStatus.SKIPPED, TOO_LONG);
            progress.due().forEach(packet -> sink.none(packet.sequence(), FrameStatus.SKIPPED, TOO_LONG));
        }
    }

    private boolean again(EncodedPacket packet, PacketFacts.Origin origin) {
        inTime = goOn.getAsBoolean();
        if (!inTime) {
            return false;
        }
        PacketFacts facts = PacketFacts.of(packet, origin);
        boolean ours = facts.epoch() == progress.epoch() && progress.camera().equals(facts.camera());
        if (ours && (follows(facts) || expectedOffsets.contains(origin.offset())) && decoded.add(facts.sequence())) {
            skipDeleted(origin.offset());
            pictures.noticeGap(facts);
            pictures.decode(packet, facts);
        }
        return true;
    }

    /** False for the second copy of a packet whose first one lies before those that are decoded again. */
    private boolean follows(PacketFacts packet) {
        return decoded.runs().isEmpty() || packet.sequence() > decoded.runs().firstKey();
    }

    /** Takes the packets up to an offset from those that are expected; the ones before it have not come. */
    private void skipDeleted(long offset) {
        while (!expected.isEmpty() && expected.element().origin().offset() <= offset) {
            PacketFacts packet = expected.remove();
            if (packet.origin().offset() < offset) {
                sink.none(packet.sequence(), FrameStatus.SKIPPED, DELETED);
            }
        }
    }
}
