package io.lynceus.trainer.data;

import java.util.Locale;

/** The parts of a data set. */
public enum Split {
    /** What the model learns from. */
    TRAIN,
    /** What it is measured on and never learns from. */
    VAL;

    /** What data files call it. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
