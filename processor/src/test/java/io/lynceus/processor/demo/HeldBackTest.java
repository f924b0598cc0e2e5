package io.lynceus.processor.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lynceus.processor.capture.PacketSink;
import io.lynceus.schemas.avro.CaptureTimeSource;
import io.lynceus.schemas.avro.EncodedPacket;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HeldBackTest {
    private final List<EncodedPacket> stored = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong done = new AtomicLong();
    private final AtomicInteger told = new AtomicInteger();
    private final HeldBack held = new HeldBack(
            new PacketSink() {
                @Override
                public void send(EncodedPacket packet) {
                    stored.add(packet);
                }

                @Override
                public void flush() {}
            },
            done::get,
            1,
            told::incrementAndGet);

    @Test
    void aFileWaitsUntilItsFramesAreDone() {
        CompletableFuture<Void> file = send(40, CaptureTimeSource.FILE);
        awaitStored(30);
        assertThat(file).isNotDone();
        done.set(10);
        file.join();
        assertThat(stored).hasSize(40);
    }

    @Test
    void aLiveCameraNeverWaits() {
        send(100, CaptureTimeSource.INGEST_CLOCK).join();
        assertThat(stored).hasSize(100);
    }

    @Test
    void nothingWaitsOnceItIsReleased() {
        CompletableFuture<Void> file = send(40, CaptureTimeSource.FILE);
        awaitStored(30);
        held.release();
        file.join();
        assertThat(stored).hasSize(40);
    }

    @Test
    void waitingIsToldOnceAndNotBeforeTheFirstEvents() {
        CompletableFuture<Void> first = send(40, CaptureTimeSource.FILE);
        awaitStored(30);
        assertThat(told).hasValue(0);
        done.set(40);
        first.join();
        CompletableFuture<Void> second = send(40, CaptureTimeSource.FILE);
        await().until(told::get, times -> times > 0);
        done.set(80);
        second.join();
        assertThat(told).hasValue(1);
    }

    private CompletableFuture<Void> send(int count, CaptureTimeSource source) {
        return CompletableFuture.runAsync(() -> {
            for (int i = 0; i < count; i++) {
                held.send(packet(i, source));
            }
        });
    }

    private void awaitStored(int count) {
        await().until(stored::size, size -> size >= count);
    }

    private static EncodedPacket packet(long sequence, CaptureTimeSource source) {
        return EncodedPacket.newBuilder()
                .setCamera("gate")
                .setEpoch(1)
                .setSequence(sequence)
                .setCodec("mpeg4")
                .setWidth(8)
                .setHeight(8)
                .setTimeBaseNumerator(1)
                .setTimeBaseDenominator(10)
                .setKeyframe(true)
                .setCaptureTime(Instant.EPOCH)
                .setCaptureTimeSource(source)
                .setIngestTime(Instant.EPOCH)
                .setData(ByteBuffer.allocate(1))
                .build();
    }
}
