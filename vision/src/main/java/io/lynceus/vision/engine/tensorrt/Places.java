package io.lynceus.vision.engine.tensorrt;

import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.YuvOnCard;

/**
 * The places of a batch in the card's memory: which of them hold a picture that came there from the card itself, and
 * what a run has to wait for and to copy because of that. Each place belongs to one thread while it is written, and all
 * of them to the one that runs.
 */
final class Places {
    private final Work work;
    private final boolean[] onCard;

    /** What is put on the card's streams; nothing of it blocks. */
    interface Work {
        /** The picture into its place, on the picture's own stream, and a mark of the place after it. */
        void letterbox(int place, YuvOnCard picture, Letterbox box);

        /** The run's stream goes on after the latest mark of the place. */
        void await(int place);

        /** A picture from host memory into its place, on the run's stream. */
        void copy(int place);
    }

    Places(int batch, Work work) {
        this.onCard = new boolean[batch];
        this.work = work;
    }

    /** A picture comes from host memory: the run copies it. */
    void fromHost(int place) {
        onCard[place] = false;
    }

    /** A picture comes from the card's memory, which stays the decoder's as long as its frame is open. */
    void fromCard(int place, YuvOnCard picture, Letterbox box) {
        onCard[place] = false;
        work.letterbox(place, picture, box);
        onCard[place] = true;
    }

    /** Whether a run of so many pictures can take them from host memory all at once. */
    boolean allFromHost(int pictures) {
        for (int place = 0; place < pictures; place++) {
            if (onCard[place]) {
                return false;
            }
        }
        return true;
    }

    /** Puts on the run's stream what brings so many pictures to their places. */
    void bring(int pictures) {
        for (int place = 0; place < pictures; place++) {
            if (onCard[place]) {
                work.await(place);
            } else {
                work.copy(place);
            }
        }
    }
}
