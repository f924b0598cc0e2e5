package io.lynceus.processor.streams;

import io.lynceus.processor.kafka.TopicNames;
import io.lynceus.processor.pipeline.PacketFacts;
import io.lynceus.processor.pipeline.PacketReplay;
import io.lynceus.schemas.avro.EncodedPacket;
import java.util.List;
import java.util.function.BiPredicate;

/** One partition in a list; retention has deleted the packets before an offset. */
record StoredPackets(List<EncodedPacket> packets, int oldest) implements PacketReplay {
    @Override
    public void read(PacketFacts.Origin from, long end, BiPredicate<EncodedPacket, PacketFacts.Origin> sink) {
        int offset = Math.max(oldest, (int) from.offset());
        while (offset < end
                && sink.test(packets.get(offset), new PacketFacts.Origin(TopicNames.DEFAULT.packets(), 0, offset))) {
            offset++;
        }
    }
}
