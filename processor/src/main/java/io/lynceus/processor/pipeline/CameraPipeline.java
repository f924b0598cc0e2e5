package io.lynceus.processor.pipeline;

import io.lynceus.processor.config.DamagedPolicy;
import io.lynceus.processor.config.OverloadPolicy;
import io.lynceus.processor.decode.Codec;
import io.lynceus.processor.decode.Decoders;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameStatus;
import io.lynceus.vision.boxes.Detection;
import io.lynceus.vision.pixels.DecodedFrame;
import java.time.Clock;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One camera's way from packets to outcomes. Owns a decoder with its native memory; close it. One thread.
 *
 * <p>Each packet with a frame comes to exactly one outcome: at once, later when the codec reorders, or at the latest
 * when the epoch ends. Pictures that the camera's policy leaves out are skipped. A packet that was captured twice has
 * no second one, nor has one that is decoded again after a restart.
 */
public final class CameraPipeline implements AutoCloseable {
    private static final String OUTDATED = "of an older connection to the camera than the one at work";

    private final String camera;
    private final FrameChoice choice;
    private final DamagedPolicy damaged;
    private final CameraStages stages;
    private final Outcomes outcomes;
    private final Intake intake = new Intake();
    private final DueFrames due = new DueFrames();
    private final Pictures sink = new Pictures();
    private final PictureStream pictures;

    /**
     * @param policy which frames go to the model
     * @param damaged whether damaged ones do
     * @param decoders of the camera's streams
     * @param clock of the packets' age
     * @param stages the camera's own
     */
    public CameraPipeline(
            String camera,
            OverloadPolicy policy,
            DamagedPolicy damaged,
            Decoders decoders,
            Clock clock,
            List<FrameStage> stages,
            Outcomes outcomes) {
        this.camera = camera;
        this.choice = new FrameChoice(policy, clock);
        this.damaged = damaged;
        this.stages = new CameraStages(stages);
        this.outcomes = outcomes;
        this.pictures = new PictureStream(intake, due, decoders, sink, damaged == DamagedPolicy.MARK);
    }

    /** Takes the next packet of the topic. */
    public void accept(EncodedPacket packet, PacketFacts facts) {
        boolean marker = packet.getEndOfStream();
        if (intake.outdated(facts.epoch())) {
            if (!marker && intake.open(facts)) {
                outcomes.none(facts, FrameStatus.SKIPPED, OUTDATED);
            }
            return;
        }
        if (marker || facts.epoch() != intake.atWork()) {
            begin(facts.epoch(), marker);
        }
        if (!marker && intake.open(facts)) {
            take(packet, facts.upright(pictures.turn(packet)));
        }
    }

    private void take(EncodedPacket packet, PacketFacts facts) {
        due.add(facts);
        pictures.noticeGap(facts);
        String skip = skip(packet, facts);
        if (skip == null) {
            pictures.decode(packet, facts);
        } else {
            due.settle(facts.sequence());
            skipped(facts, skip);
        }
    }

    /** Ends the epoch that was at work, with an outcome for every packet that is due, and puts one to work. */
    private void begin(long epoch, boolean atItsEnd) {
        boolean other = epoch != intake.atWork();
        pictures.drain();
        settleRest();
        due.clear();
        intake.begin(epoch, atItsEnd);
        if (other) {
            stages.onEpoch(epoch);
        }
    }

    /**
     * Why a packet is not decoded, null when it is. Packets build on one another: who leaves one out goes on at a
     * keyframe.
     */
    private @Nullable String skip(EncodedPacket packet, PacketFacts facts) {
        if (choosesBeforeDecoding(packet.getCodec())) {
            return choice.skip(facts);
        }
        if (!pictures.isOpen()) {
            boolean goesOn = !packet.getKeyframe() && due.isSkipping(FrameChoice.TO_KEYFRAME);
            return goesOn || choice.farBehind(facts) ? FrameChoice.TO_KEYFRAME : null;
        }
        // Pictures that are shown before this packet's come first, and may not all be here.
        if (!choice.farBehind(facts) || !due.shownLast(facts)) {
            return null;
        }
        pictures.drain();
        return FrameChoice.TO_KEYFRAME;
    }

    private boolean choosesBeforeDecoding(String codec) {
        return !choice.all() && Codec.intraOnly(codec);
    }

    /** True when the epoch at work has ended and no other has begun: there is nothing to decode. */
    public boolean ended() {
        return intake.ended();
    }

    /** What {@link #resume} needs to go on after the packets so far. */
    public Progress progress() {
        return new Progress(
                camera,
                intake.atWork(),
                intake.ended(),
                due.start(),
                intake.end(),
                intake.known(),
                intake.outdatedInARow(),
                due.all(),
                due.skipped(),
                choice.nextSample(),
                stages.snapshot());
    }

    /**
     * Gives out what is still held back, because nothing comes any more. Only {@link #close} may be called after that.
     *
     * @return from where another one goes on, should a packet come after all
     */
    public Progress rest() {
        // Pictures that are shown before the last keyframe may come yet, and build on the group before it.
        PacketFacts.Origin start = due.start();
        pictures.drain();
        settleRest();
        return progress().from(start);
    }

    /** Goes on from stored progress, without a decoder: {@link #catchUp} or {@link #rest} come next. */
    public void resume(Progress progress) {
        intake.resume(progress);
        due.resume(progress);
        choice.resume(progress.nextSample());
        stages.restore(camera, progress.stages());
    }

    /**
     * Brings a new decoder to where that of an earlier life was, and gives out what that one still held. That takes no
     * longer than it may: what is due after that is skipped, and decoding goes on at the next keyframe.
     *
     * @param progress what {@link #resume} got
     * @param next offset of the packet that comes after
     * @param goOn asked before each packet that is decoded again; false when the time is up
     */
    public void catchUp(Progress progress, long next, PacketReplay replay, BooleanSupplier goOn) {
        PacketFacts.Origin start = progress.start();
        due.forgetKeyframes();
        if (start != null) {
            new CatchUp(progress, pictures, sink, goOn).run(start, next, replay);
        }
    }

    private void settleRest() {
        // The decoder gives every packet back. Should one be left all the same, its event is still due.
        for (PacketFacts packet : due.all()) {
            sink.none(packet.sequence(), FrameStatus.DECODE_ERROR, "the decoder kept it");
        }
        endSkipped();
    }

    private void skipped(PacketFacts packet, String reason) {
        SkippedFrames before = due.skip(packet, reason);
        if (before != null) {
            skipped(before);
        }
    }

    private void endSkipped() {
        SkippedFrames frames = due.endSkipped();
        if (frames != null) {
            skipped(frames);
        }
    }

    private void skipped(SkippedFrames frames) {
        stages.onSkipped(frames);
        outcomes.skipped(frames);
    }

    /** Frees the decoder without asking it for more. */
    @Override
    public void close() {
        pictures.close();
    }

    /** What comes from the decoder, on to the outcomes: once for each packet that is due. */
    private final class Pictures implements PictureStream.Sink {
        @Override
        public void picture(long sequence, DecodedFrame frame) {
            PacketFacts packet = due.settle(sequence);
            if (packet == null) {
                return;
            }
            String codec = pictures.codec();
            boolean chosen = refusal(frame) != null || codec == null || choosesBeforeDecoding(codec);
            String skip = chosen ? null : choice.skip(packet);
            if (skip == null) {
                endSkipped();
                shown(packet, frame);
            } else {
                skipped(packet, skip);
            }
        }

        private void shown(PacketFacts packet, DecodedFrame frame) {
            String refusal = refusal(frame);
            if (refusal != null) {
                stages.onSkipped(new SkippedFrames(packet, refusal));
                outcomes.refused(packet, frame, refusal);
                return;
            }
            List<Detection> found = outcomes.detect(frame);
            SeenFrame seen = new SeenFrame(packet, frame.width(), frame.height(), frame.damage());
            outcomes.detected(packet, frame, stages.onFrame(seen, found));
        }

        private @Nullable String refusal(DecodedFrame frame) {
            return damaged == DamagedPolicy.REFUSE ? frame.damage() : null;
        }

        @Override
        public void none(long sequence, FrameStatus status, String reason) {
            PacketFacts packet = due.settle(sequence);
            if (packet != null) {
                endSkipped();
                stages.onSkipped(new SkippedFrames(packet, reason));
                outcomes.none(packet, status, reason);
            }
        }
    }
}
