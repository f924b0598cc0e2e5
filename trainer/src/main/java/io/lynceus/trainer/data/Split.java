package io.lynceus.trainer.data;

import java.util.Locale;

/** The parts of a data set. */
public enum Split {
    /** What the model learns from. */
    TRAIN,
    /** What it is measured on while it learns, and never learns from. */
    VAL,
    /** What neither training nor the choice of the best epoch has seen; few data files have it. */
    TEST;

    /** What data files call it. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
