package io.lynceus.processor.demo;

import io.lynceus.processor.capture.PacketSink;
import io.lynceus.schemas.avro.CaptureTimeSource;
import io.lynceus.schemas.avro.EncodedPacket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Lets a file wait when detection cannot keep up with it, so that a slow machine shows a slow film and not one from
 * minutes ago. A live camera is never held back.
 */
final class HeldBack implements PacketSink {
    /** More than the frames that a decoder may keep to reorder them. */
    private static final int IN_FLIGHT_PER_CAMERA = 30;

    private static final long LOOK_MILLIS = 20;

    private final PacketSink sink;
    private final LongSupplier done;
    private final long most;
    private final Runnable onFirstWait;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicBoolean waited = new AtomicBoolean();
    private final CountDownLatch released = new CountDownLatch(1);

    /**
     * @param done how many frames have their event
     * @param onFirstWait told once, when a file has to wait for the first time
     */
    HeldBack(PacketSink sink, LongSupplier done, int cameras, Runnable onFirstWait) {
        this.sink = sink;
        this.done = done;
        this.most = (long) IN_FLIGHT_PER_CAMERA * cameras;
        this.onFirstWait = onFirstWait;
    }

    @Override
    public void send(EncodedPacket packet) {
        if (packet.getData().hasRemaining()) {
            if (packet.getCaptureTimeSource() == CaptureTimeSource.FILE) {
                hold();
            }
            sent.incrementAndGet();
        }
        sink.send(packet);
    }

    private void hold() {
        try {
            while (sent.get() - done.getAsLong() >= most && !released.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                // The first events need Kafka to warm up, and say nothing about the machine.
                if (done.getAsLong() > most && waited.compareAndSet(false, true)) {
                    onFirstWait.run();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nothing waits from here on. */
    void release() {
        released.countDown();
    }

    @Override
    public void flush() {
        sink.flush();
    }
}
