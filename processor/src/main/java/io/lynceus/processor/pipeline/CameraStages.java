package io.lynceus.processor.pipeline;

import io.lynceus.vision.boxes.Detection;
import java.nio.ByteBuffer;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stages of one camera, one after the other. */
final class CameraStages {
    private static final Logger LOG = LoggerFactory.getLogger(CameraStages.class);

    private final List<FrameStage> stages;

    CameraStages(List<FrameStage> stages) {
        this.stages = List.copyOf(stages);
    }

    void onEpoch(long epoch) {
        stages.forEach(stage -> stage.onEpoch(epoch));
    }

    List<Detection> onFrame(SeenFrame frame, List<Detection> found) {
        List<Detection> left = found;
        for (FrameStage stage : stages) {
            left = stage.onFrame(frame, left);
        }
        return left;
    }

    void onSkipped(SkippedFrames frames) {
        stages.forEach(stage -> stage.onSkipped(frames));
    }

    List<StageState> snapshot() {
        return stages.stream()
                .map(stage -> new StageState(stage.name(), stage.version(), ByteBuffer.wrap(stage.snapshot())))
                .toList();
    }

    /** Gives each stage its stored state. One that has none begins anew; a state whose stage is gone is dropped. */
    void restore(String camera, List<StageState> stored) {
        for (FrameStage stage : stages) {
            stored.stream()
                    .filter(state -> state.name().equals(stage.name()))
                    .filter(state -> !stage.restore(state.version(), bytes(state.state())))
                    .forEach(state -> LOG.atWarn()
                            .addKeyValue("camera", camera)
                            .addKeyValue("stage", stage.name())
                            .addKeyValue("version", state.version())
                            .log("its stored state is of a version that is not known here: it begins anew"));
        }
    }

    private static byte[] bytes(ByteBuffer state) {
        byte[] bytes = new byte[state.remaining()];
        state.duplicate().get(bytes);
        return bytes;
    }
}
