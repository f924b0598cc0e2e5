package io.lynceus.trainer.data;

/** The parts of a data set. */
public enum Split {
    /** What the model learns from. */
    TRAIN,
    /** What it is measured on and never learns from. */
    VAL
}
