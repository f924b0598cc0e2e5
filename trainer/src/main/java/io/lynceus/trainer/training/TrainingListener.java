package io.lynceus.trainer.training;

import io.lynceus.trainer.data.Dataset;

/** Told how a run goes, on its thread. */
public interface TrainingListener {
    /** Listens to nothing. */
    TrainingListener NONE = new TrainingListener() {};

    /**
     * The data are open and nothing has been computed yet.
     *
     * @param imgsz pixels of the training pictures
     */
    default void data(Dataset pictures, Dataset heldOut, int imgsz) {}

    /** The run starts from weights that another one left. */
    default void startingFrom(StartingWeights weights) {}

    /**
     * The first batch is next.
     *
     * @param plan what the run is made of
     */
    default void started(TrainingPlan plan) {}

    /** A batch has been learnt from. */
    default void stepped(StepReport step) {}

    /** The averaged weights are being measured. */
    default void validating(int epoch) {}

    /** An epoch is done and its checkpoint written. */
    default void epochDone(EpochSummary epoch) {}
}
