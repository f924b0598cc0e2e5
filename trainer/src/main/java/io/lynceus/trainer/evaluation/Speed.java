package io.lynceus.trainer.evaluation;

/** Milliseconds per picture: waiting for pictures and letterboxing them, running the model, NMS and matching. */
public record Speed(double loading, double inference, double postprocessing) {
    /** The three together. */
    public double total() {
        return loading + inference + postprocessing;
    }
}
