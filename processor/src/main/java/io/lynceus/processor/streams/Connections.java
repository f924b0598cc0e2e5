package io.lynceus.processor.streams;

import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is stored of a camera's connections besides the packets of the current one.
 *
 * @param ended whether the current one has come to its marker
 * @param latest when the current one's latest packet was read from the camera
 * @param past for other epochs, first to last of each run of packets that were seen
 */
record Connections(boolean ended, Instant latest, SortedMap<Long, SortedMap<Long, Long>> past) {
    /** Nothing known. */
    static final Connections NONE = new Connections(false, Instant.EPOCH, new TreeMap<>());
}
