package io.lynceus.processor.pipeline;

import io.lynceus.schemas.avro.EncodedPacket;
import java.util.function.BiPredicate;

/** Reads stored packets once more. Used by all stream threads. */
@FunctionalInterface
public interface PacketReplay {
    /**
     * Gives what is still stored of a part of one partition, in order, on the calling thread: the packets of all its
     * cameras, without the records that are not packets.
     *
     * @param from the first record; what retention has deleted is left out without a word
     * @param end offset after the last record
     * @param packets says for each packet whether to go on reading
     * @throws RuntimeException of the reader's own, when the packets cannot be had
     */
    void read(PacketFacts.Origin from, long end, BiPredicate<EncodedPacket, PacketFacts.Origin> packets);
}
