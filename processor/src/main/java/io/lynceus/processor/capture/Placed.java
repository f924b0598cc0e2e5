package io.lynceus.processor.capture;

import org.jspecify.annotations.Nullable;

/**
 * A packet whose timestamps are on its connection's line.
 *
 * @param packet with its timestamps on the line
 * @param tick the container's timestamp, null where it has none
 * @param placed that one on the line
 * @param alone true when it was not on the line and is where the packets before it would have it
 */
record Placed(Packet packet, @Nullable Long tick, @Nullable Long placed, boolean alone) {}
