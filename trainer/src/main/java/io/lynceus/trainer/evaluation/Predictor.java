package io.lynceus.trainer.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A detector, whatever runs it. Used by one thread at a time; whoever made it closes it, which frees its native memory. */
public interface Predictor extends AutoCloseable {
    /** The classes by index as the model names them; empty when it does not name them. */
    List<String> classNames();

    /** The only input size it takes, or null when any multiple of 32 will do. */
    @Nullable
    InputSize fixedSize();

    /** The input size it was trained for, or null when it does not say. */
    @Nullable
    InputSize trainedSize();

    /** Runs the model. The result is the caller's, in Java memory. */
    RawOutput predict(PictureBatch pictures);

    @Override
    void close();
}
