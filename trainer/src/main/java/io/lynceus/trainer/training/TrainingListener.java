package io.lynceus.trainer.training;

/** Told how a run goes, on its thread. */
public interface TrainingListener {
    /** Listens to nothing. */
    TrainingListener NONE = new TrainingListener() {};

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
