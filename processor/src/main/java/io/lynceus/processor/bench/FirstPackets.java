package io.lynceus.processor.bench;

import io.lynceus.processor.capture.PacketSink;
import io.lynceus.schemas.avro.EncodedPacket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets the first packets of one camera through and the end of their epoch, and nothing after. */
final class FirstPackets implements PacketSink {
    private final PacketSink sink;
    private final CountDownLatch full = new CountDownLatch(1);
    private long left;

    FirstPackets(PacketSink sink, long packets) {
        this.sink = sink;
        this.left = packets;
    }

    @Override
    public void send(EncodedPacket packet) {
        boolean end = packet.getEndOfStream();
        if (full.getCount() == 0 || (left == 0 && !end)) {
            return;
        }
        sink.send(packet);
        left -= end ? 0 : 1;
        if (end && left == 0) {
            full.countDown();
        }
    }

    /** False when the time was up before they and the end had come. */
    boolean await(Duration time) throws InterruptedException {
        return full.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void flush() {
        sink.flush();
    }
}
