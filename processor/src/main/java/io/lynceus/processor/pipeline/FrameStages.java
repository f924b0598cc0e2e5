package io.lynceus.processor.pipeline;

import java.util.List;

/** Makes each camera's stages. */
@FunctionalInterface
public interface FrameStages {
    /** None at all. */
    FrameStages NONE = camera -> List.of();

    /** New stages for a camera, in the order in which frames go through them. */
    List<FrameStage> of(String camera);
}
