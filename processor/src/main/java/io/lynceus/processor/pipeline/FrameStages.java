package io.lynceus.processor.pipeline;

import java.util.List;

/** Makes each camera's stages. */
@FunctionalInterface
public interface FrameStages {
    /** None at all. */
    FrameStages NONE = (camera, records) -> List.of();

    /**
     * New stages for a camera, in the order in which frames go through them.
     *
     * @param records takes what they write
     */
    List<FrameStage> of(String camera, FrameRecords records);
}
