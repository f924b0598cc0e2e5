package io.lynceus.processor.pipeline;

import io.lynceus.vision.boxes.Detection;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stages of one camera, one after the other. */
final class CameraStages {
    private static final Logger LOG = LoggerFactory.getLogger(CameraStages.class);

    private final List<FrameStage> stages;
    /** States of stages that are not there now. */
    private List<StageState> others = List.of();

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
        Stream<StageState> states = stages.stream()
                .map(stage -> new StageState(stage.name(), stage.version(), ByteBuffer.wrap(stage.snapshot())));
        return Stream.concat(states, others.stream()).toList();
    }

    /**
     * Gives each stage its stored state. One that has none begins anew; a state whose stage is not there is kept for
     * when it is there again, so that a tracker which was left out for a while gives no id twice.
     */
    void restore(String camera, List<StageState> stored) {
        others = stored.stream()
                .filter(state -> stages.stream().noneMatch(stage -> stage.name().equals(state.name())))
                .toList();
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
