package io.lynceus.processor.tracking;

/** Which tracks may still be seen again. One thread, that of the tracker. */
@FunctionalInterface
public interface LiveTracks {
    /** False once the track is over, or when there never was one. */
    boolean lives(long id);
}
