package io.lynceus.processor.tracking;

import java.time.Duration;

/**
 * When detections are one object. The defaults are ByteTrack's (arXiv 2110.06864), its counts of frames as times.
 *
 * @param high boxes that score as much are matched first, and can begin a track
 * @param confirmedAfter a track has an id once it was seen in so many frames
 * @param keep a track that was not seen for longer, and in {@link #KEPT_FRAMES} frames at least, is over
 * @param longest so is one that was not seen for that long, however few frames there were
 */
record TrackerSettings(float high, int confirmedAfter, Duration keep, Duration longest) {
    static final TrackerSettings DEFAULT = new TrackerSettings(0.5f, 3, Duration.ofSeconds(1), Duration.ofSeconds(5));

    /** Cameras with a frame a second have tracks too. */
    static final int KEPT_FRAMES = 3;

    /** How many times as many frames a track needs to be confirmed in a damaged one. */
    static final int DAMAGED = 3;

    /** Of 1 - IoU · score, for boxes that score high. */
    static final double FIRST_COST = 0.8;
    /** Of 1 - IoU, for the boxes that are left. */
    static final double SECOND_COST = 0.5;
    /** Of 1 - IoU · score, for tracks that are not confirmed. */
    static final double UNCONFIRMED_COST = 0.7;
    /** Of 1 - IoU with where a track was seen last. */
    static final double RECOVERY_COST = 0.7;
    /** How much a box costs less that lies straight on, times its score. */
    static final double MOMENTUM = 0.2;
    /** What IoU counts when the classes differ, as of a truck that is taken for a car in one frame. */
    static final double OTHER_CLASS = 0.7;
}
