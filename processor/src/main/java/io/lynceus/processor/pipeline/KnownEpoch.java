package io.lynceus.processor.pipeline;

import java.util.SortedMap;

/**
 * What was seen of one connection to a camera.
 *
 * @param epoch its number
 * @param seen sequences of its packets so far, first to last of each run
 * @param end offset after its latest packet; 0 when that is not known
 */
public record KnownEpoch(long epoch, SortedMap<Long, Long> seen, long end) {}
