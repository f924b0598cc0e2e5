package io.lynceus.processor.tracking;

import io.lynceus.processor.pipeline.PacketFacts;

/**
 * Ids of one camera's tracks: each is the millisecond since 1970 at which the packet was captured whose frame confirmed
 * the track, or one more than the id before, whichever is more. So they follow from the frames alone, and a tracker
 * that knows nothing of those before it, because their state is lost, gives none of their ids again: that would take a
 * camera with more than a thousand new objects a second. The clock is the capture process's, which the camera cannot
 * set. One thread.
 */
final class TrackIds {
    private long latest = Track.NO_ID;

    /** Of a track that is confirmed now. */
    long next(PacketFacts packet) {
        latest = Math.max(latest + 1, packet.ingestTime().toEpochMilli());
        return latest;
    }

    /** The one that was given last; {@link Track#NO_ID} before the first. */
    long latest() {
        return latest;
    }

    /** @param id that was given last in an earlier life */
    void goOnAfter(long id) {
        latest = id;
    }
}
