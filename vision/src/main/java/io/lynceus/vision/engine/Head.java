package io.lynceus.vision.engine;

import io.lynceus.vision.UserError;
import io.lynceus.vision.boxes.Candidates;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How a network says what it sees: which of its numbers mean what. Immutable; any thread. */
public interface Head {
    /** Classes that it tells apart. */
    int classes();

    /**
     * Reads what it says of one picture.
     *
     * @param output that picture's numbers from 0 to the limit; neither position nor limit moves
     * @param least only what scores more
     */
    Candidates read(FloatBuffer output, float least);

    /**
     * The head of a model, by what the model says that it does.
     *
     * @param task the model's {@code task}, as exporters write it; null where it does not say, which means detect
     * @param shape of the output after a run on so many pictures
     * @param anchors that a picture of the size run on has
     * @param model for messages
     * @throws UserError when there is none for the task, or the output has another shape
     */
    static Head of(@Nullable String task, long[] shape, int pictures, int anchors, String model) {
        if (task != null && !task.equals("detect")) {
            throw new UserError("the model " + model + " is one to " + task + ", wanted: one to detect");
        }
        if (shape.length != 3 || shape[0] != pictures || shape[1] < 5 || shape[2] != anchors) {
            throw new UserError("the model " + model + " has another layout: its output is " + Arrays.toString(shape)
                    + "; wanted: float32 [N, 4 + classes, anchors] with 8, 16 and 32 pixels to an anchor, here ["
                    + pictures + ", 4 + classes, " + anchors + "]");
        }
        return new AnchorHead(Math.toIntExact(shape[1] - 4));
    }
}
