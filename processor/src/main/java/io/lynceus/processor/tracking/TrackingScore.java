package io.lynceus.processor.tracking;

import java.util.Locale;

/**
 * How well a tracker followed objects, as the public evaluations of multiple object tracking have it; 1 is perfect.
 *
 * @param mota of the objects in all frames, those that were not missed, less false positives and id switches
 * @param idf1 how much of objects and tracks is together when each object has one track
 * @param hota geometric mean of detA and assA, over all thresholds
 * @param detA of objects and boxes in all frames, those that are pairs
 * @param assA how well the tracks of the pairs go together over time
 * @param switches how often an object is on another track than the one that it was on before
 * @param wrong boxes of tracks without an object
 * @param missed objects without a track
 * @param objects in all frames
 */
public record TrackingScore(
        double mota,
        double idf1,
        double hota,
        double detA,
        double assA,
        long switches,
        long wrong,
        long missed,
        long objects) {
    /** In one line. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "MOTA %.3f, IDF1 %.3f, HOTA %.3f (DetA %.3f, AssA %.3f), %d id switches, %d wrong, %d missed of %d",
                mota,
                idf1,
                hota,
                detA,
                assA,
                switches,
                wrong,
                missed,
                objects);
    }
}
