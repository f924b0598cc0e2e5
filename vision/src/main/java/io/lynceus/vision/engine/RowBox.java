package io.lynceus.vision.engine;

import io.lynceus.vision.model.InputSize;

/** How the first four numbers of an anchor's row say its box. Immutable; any thread. */
interface RowBox {
    /** Centre x, centre y, width, height. */
    RowBox CENTRE = (anchor, row) -> {
        float halfWidth = row[2] / 2;
        float halfHeight = row[3] / 2;
        row[2] = row[0] + halfWidth;
        row[3] = row[1] + halfHeight;
        row[0] -= halfWidth;
        row[1] -= halfHeight;
    };

    /** The corners as they are. */
    RowBox CORNERS = (anchor, row) -> {};

    /** Puts x1, y1, x2, y2 in pixels of the network's input in their place. */
    void toCorners(int anchor, float[] row);

    /** The same in a network that runs on pictures of another size. */
    default RowBox on(InputSize size) {
        return this;
    }
}
