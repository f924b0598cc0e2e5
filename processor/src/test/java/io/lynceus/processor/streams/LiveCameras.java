package io.lynceus.processor.streams;

import io.lynceus.processor.capture.KafkaPacketSink;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.schemas.avro.EncodedPacket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Cameras that send a packet each, again and again, until they are ended; over a sink that waits for the broker. */
final class LiveCameras implements AutoCloseable {
    private static final int GROUP = 10;
    private static final List<EncodedPacket> GROUPS = ReorderedPackets.of("any", 1, 10 * GROUP, 0);

    private final KafkaPacketSink sink;
    private final List<String> names;
    private final Duration pace;
    private final Thread thread = new Thread(this::send, "cameras");
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private volatile boolean ended;
    private volatile int frames;

    LiveCameras(Broker broker, List<String> names, Duration pace) {
        this.sink = KafkaPacketSink.open(broker);
        this.names = names;
        this.pace = pace;
        thread.start();
    }

    private void send() {
        try {
            while (!ended) {
                EncodedPacket packet = GROUPS.get(frames % (10 * GROUP));
                send(packet, frames);
                frames++;
                LockSupport.parkNanos(pace.toNanos());
            }
            send(
                    EncodedPacket.newBuilder(GROUPS.get(1))
                            .setEndOfStream(true)
                            .setData(ByteBuffer.allocate(0))
                            .build(),
                    frames);
            sink.flush();
        } catch (RuntimeException e) {
            failure.set(e);
        }
    }

    private void send(EncodedPacket packet, int number) {
        Instant now = Instant.now();
        for (String name : names) {
            sink.send(EncodedPacket.newBuilder(packet)
                    .setCamera(name)
                    .setSequence(number)
                    .setPts((long) number)
                    .setDts((long) number)
                    .setIngestTime(now)
                    .build());
        }
    }

    /** How many each camera has sent so far. */
    int frames() {
        check();
        return frames;
    }

    /** Sends the markers of the end, and returns when all is with the broker. */
    void end() throws InterruptedException {
        ended = true;
        thread.join();
        check();
    }

    private void check() {
        RuntimeException thrown = failure.get();
        if (thrown != null) {
            throw thrown;
        }
    }

    @Override
    public void close() {
        ended = true;
        sink.close();
    }
}
