package io.lynceus.vision.engine;

import io.lynceus.vision.boxes.Candidates;
import io.lynceus.vision.model.InputSize;
import java.nio.FloatBuffer;

/** How a network says what it sees: which of its numbers mean what. Immutable; any thread. */
public interface Head {
    /** Classes that it tells apart; 0 when nobody says how many. */
    int classes();

    /** The same head of a network that runs on pictures of another size. */
    default Head on(InputSize size) {
        return this;
    }

    /**
     * Reads what it says of one picture.
     *
     * @param output that picture's numbers from 0 to the limit; neither position nor limit moves
     * @param least only what scores more
     */
    Candidates read(FloatBuffer output, float least);
}
