package io.lynceus.processor.capture;

import io.lynceus.schemas.avro.EncodedPacket;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Keeps the packets, and waits for them. */
final class Sent implements PacketSink {
    private final BlockingQueue<EncodedPacket> queue = new LinkedBlockingQueue<>();
    private final List<EncodedPacket> all = new CopyOnWriteArrayList<>();

    @Override
    public void send(EncodedPacket packet) {
        all.add(packet);
        queue.add(packet);
    }

    @Override
    public void flush() {}

    /** The next packet like this, those before it passed over. */
    EncodedPacket await(Predicate<EncodedPacket> wanted) throws InterruptedException {
        while (true) {
            EncodedPacket polled = queue.poll(5, TimeUnit.MINUTES);
            EncodedPacket packet = Objects.requireNonNull(polled, () -> all.size() + " packets came, but no such");
            if (wanted.test(packet)) {
                return packet;
            }
        }
    }

    List<EncodedPacket> all() {
        return List.copyOf(all);
    }
}
