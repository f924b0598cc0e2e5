package io.lynceus.processor.streams;

import io.lynceus.processor.pipeline.PacketFacts;

/** Finds the packets of one camera that capture numbered and that never came. One thread. */
final class Missing {
    private long epoch;
    private long next = -1;

    /** @return how many are missing right before a packet */
    long before(PacketFacts packet) {
        boolean follows = next >= 0 && packet.epoch() == epoch;
        long missing = follows ? Math.max(0, packet.sequence() - next) : 0;
        next = follows ? Math.max(next, packet.sequence() + 1) : packet.sequence() + 1;
        epoch = packet.epoch();
        return missing;
    }
}
