package io.lynceus.processor.streams;

import io.lynceus.processor.pipeline.FrameStage;
import io.lynceus.processor.pipeline.SeenFrame;
import io.lynceus.processor.pipeline.SkippedFrames;
import io.lynceus.vision.boxes.Detection;
import java.nio.ByteBuffer;
import java.util.List;

/** Counts all that it sees, and writes the counts into the frame's boxes, so that events show its state. */
final class CountingStage implements FrameStage {
    private final int version;
    private int epochs;
    private int frames;
    private int skipped;
    private long lastSequences;

    CountingStage(int version) {
        this.version = version;
    }

    @Override
    public String name() {
        return "counting";
    }

    @Override
    public int version() {
        return version;
    }

    @Override
    public void onEpoch(long epoch) {
        epochs++;
    }

    @Override
    public List<Detection> onFrame(SeenFrame frame, List<Detection> found) {
        frames++;
        lastSequences = 31 * lastSequences + frame.packet().sequence();
        String counts = "e" + epochs + " f" + frames + " s" + skipped + " h" + lastSequences + " " + frame.width() + "x"
                + frame.height();
        return found.stream()
                .map(box -> new Detection(box.classId(), counts, box.score(), box.x1(), box.y1(), box.x2(), box.y2()))
                .toList();
    }

    @Override
    public void onSkipped(SkippedFrames given) {
        skipped += given.count();
        lastSequences = 31 * lastSequences + given.lastSequence();
    }

    @Override
    public byte[] snapshot() {
        return ByteBuffer.allocate(20)
                .putInt(epochs)
                .putInt(frames)
                .putInt(skipped)
                .putLong(lastSequences)
                .array();
    }

    @Override
    public boolean restore(int stored, byte[] snapshot) {
        if (stored != version) {
            return false;
        }
        ByteBuffer state = ByteBuffer.wrap(snapshot);
        epochs = state.getInt();
        frames = state.getInt();
        skipped = state.getInt();
        lastSequences = state.getLong();
        return true;
    }
}
