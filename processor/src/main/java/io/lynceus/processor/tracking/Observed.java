package io.lynceus.processor.tracking;

import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;

/**
 * What OC-SORT (Cao et al. 2023, arXiv 2203.14360) remembers of a track beside its filters: where it was really seen.
 * One thread.
 */
final class Observed {
    /** Sights over which the direction is taken, the paper's delta t. */
    private static final int SIGHTS = 3;

    /** The latest sights, oldest first. */
    private final ArrayDeque<Place> sights = new ArrayDeque<>(SIGHTS + 1);
    /** The filters as they were after the latest of them: x, y, width, height. */
    private final List<Coordinate> filters =
            List.of(new Coordinate(), new Coordinate(), new Coordinate(), new Coordinate());
    /** Whether the track has gone on since, so that they are of use. */
    private boolean kept;

    /** The track is there. */
    void see(Place place) {
        kept = false;
        sights.addLast(place);
        if (sights.size() > SIGHTS + 1) {
            sights.removeFirst();
        }
    }

    /** Keeps how the track's filters are, before they go on from its last sight. */
    void keep(Coordinate... now) {
        for (int i = 0; i < now.length; i++) {
            filters.get(i).become(now[i]);
        }
        kept = true;
    }

    /** Takes the filters back to what was kept. */
    void giveBack(Coordinate... now) {
        for (int i = 0; i < now.length; i++) {
            now[i].become(filters.get(i));
        }
    }

    /** Where it was seen last. */
    Place last() {
        return sights.getLast();
    }

    /**
     * How well a place lies in the direction in which the track went: 0.5 straight on, -0.5 back; 0 when no direction
     * is known.
     */
    double straight(Place place) {
        Place first = sights.getFirst();
        Place last = last();
        double going = Math.hypot(last.x() - first.x(), last.y() - first.y());
        double coming = Math.hypot(place.x() - last.x(), place.y() - last.y());
        if (going < Place.LEAST || coming < Place.LEAST) {
            return 0;
        }
        double cosine =
                ((last.x() - first.x()) * (place.x() - last.x()) + (last.y() - first.y()) * (place.y() - last.y()))
                        / (going * coming);
        return 0.5 - Math.acos(Math.max(-1, Math.min(1, cosine))) / Math.PI;
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(sights.size());
        for (Place sight : sights) {
            sight.write(out);
        }
        out.writeBoolean(kept);
        if (kept) {
            for (Coordinate filter : filters) {
                filter.write(out);
            }
        }
    }

    static Observed read(DataInputStream in) throws IOException {
        Observed one = new Observed();
        for (int count = in.readInt(); count > 0; count--) {
            one.sights.addLast(Place.read(in));
        }
        one.kept = in.readBoolean();
        if (one.kept) {
            for (Coordinate filter : one.filters) {
                filter.become(Coordinate.read(in));
            }
        }
        return one;
    }
}
