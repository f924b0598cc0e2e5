package io.lynceus.processor.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.lynceus.processor.decode.TestClips;
import io.lynceus.processor.kafka.RecordTime;
import io.lynceus.processor.partitions.CameraPartitions;
import io.lynceus.schemas.avro.CameraChange;
import io.lynceus.schemas.avro.CameraStatus;
import io.lynceus.schemas.avro.CaptureTimeSource;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.vision.RunError;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of an Error in a camera's thread, and in the one that sends. */
class OutOfMemoryTest {
    private static final Retry SOON = new Retry(
            Duration.ofMillis(10), Duration.ofMillis(10), Duration.ofMillis(10), Duration.ofMillis(10), Duration.ZERO);

    private final Told told = new Told();

    @TempDir
    Path folder;

    @Test
    void aCameraWhosePacketFindsNoMemoryIsToldOfAndStartedAgain() throws Exception {
        byte[] clip = Files.readAllBytes(TestClips.write(folder.resolve("clip.mp4"), 64, 48, 10));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/clip.mp4", exchange -> {
            exchange.sendResponseHeaders(200, clip.length);
            exchange.getResponseBody().write(clip);
            exchange.close();
        });
        server.start();
        Camera camera =
                new Camera("gate", "http://127.0.0.1:" + server.getAddress().getPort() + "/clip.mp4");
        Sent sent = new Sent();
        PacketSink once = new ShortOfMemoryOnce(sent);
        try (Capture capture =
                Capture.start(camera, new CaptureOptions(false, 1, true, SOON), once, told, Clock.systemUTC())) {
            CameraStatus lost = told.next(CameraChange.LOST);
            assertThat(lost.getReason()).isEqualTo("out of memory (no heap for this test)");
            assertThat(sent.await(packet -> true).getEpoch()).isPositive();
            assertThat(capture.over()).isFalse();
            assertThat(capture.sinkFailed()).isFalse();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aFileWhosePacketFindsNoMemoryEndsInALineAndNotInSilence() throws InterruptedException {
        Camera camera = new Camera(
                "gate", TestClips.write(folder.resolve("clip.mp4"), 64, 48, 10).toString());
        try (Capture capture = Capture.start(
                camera, CaptureOptions.DEFAULT, new ShortOfMemoryOnce(new Sent()), told, Clock.systemUTC())) {
            assertThatThrownBy(() -> capture.await(Duration.ofMinutes(5)))
                    .isInstanceOf(RunError.class)
                    .hasMessage("camera gate: out of memory (no heap for this test)");
            assertThat(told.next(CameraChange.LOST).getReason()).contains("out of memory");
        }
    }

    @Test
    void aPacketThatTheProducerFindsNoMemoryForIsAGapAndTheNextOnesAreSent() throws InterruptedException {
        ShortProducer producer = new ShortProducer();
        try (KafkaPacketSink sink = sink(producer, Thread.currentThread())) {
            sink.send(packet(0));
            sink.send(packet(1));
            sink.flush();
            assertThat(producer.stored()).containsExactly(1L);
            CameraStatus gap = told.next(CameraChange.PACKETS_DROPPED);
            assertThat(gap.getReason()).isEqualTo("out of memory (no heap for this test)");
            assertThat(gap.getCount()).isEqualTo(1);
            assertThat(sink.dropped()).isEqualTo(1);
        }
    }

    @Test
    void aProducerWhoseThreadHasEndedStopsCapture() throws InterruptedException {
        Thread dead = new Thread(() -> {});
        dead.start();
        dead.join();
        try (KafkaPacketSink sink = sink(new ShortProducer(), dead)) {
            assertThatThrownBy(() -> sink.send(packet(0)))
                    .isInstanceOf(RunError.class)
                    .hasMessageContaining("Kafka's own thread has ended");
        }
    }

    private KafkaPacketSink sink(ShortProducer producer, Thread ioThread) {
        KafkaPacketSink sink = new KafkaPacketSink(
                new GopBuffer(1 << 20, 1 << 20, "full"),
                told,
                RecordTime.ours(),
                "packets",
                CameraPartitions.byName(),
                producer,
                ioThread,
                "too large",
                packet -> {});
        sink.start();
        return sink;
    }

    private static EncodedPacket packet(long sequence) {
        return EncodedPacket.newBuilder()
                .setCamera("gate")
                .setEpoch(1)
                .setSequence(sequence)
                .setCodec("h264")
                .setWidth(64)
                .setHeight(48)
                .setTimeBaseNumerator(1)
                .setTimeBaseDenominator(1000)
                .setKeyframe(true)
                .setIngestTime(Instant.EPOCH)
                .setCaptureTime(Instant.EPOCH)
                .setCaptureTimeSource(CaptureTimeSource.INGEST_CLOCK)
                .setData(ByteBuffer.allocate(100))
                .build();
    }

    private static final class ShortOfMemoryOnce implements PacketSink {
        private final PacketSink sink;
        private boolean happened;

        ShortOfMemoryOnce(PacketSink sink) {
            this.sink = sink;
        }

        @Override
        public void send(EncodedPacket packet) {
            if (!happened) {
                happened = true;
                throw new OutOfMemoryError("no heap for this test");
            }
            sink.send(packet);
        }

        @Override
        public void flush() {
            sink.flush();
        }
    }

    /** Kafka's producer without a broker; the first record finds no memory. */
    private static final class ShortProducer extends MockProducer<String, EncodedPacket> {
        private final List<Long> stored = new ArrayList<>();
        private boolean happened;

        ShortProducer() {
            super(true, null, new StringSerializer(), (topic, packet) -> new byte[0]);
        }

        @Override
        public synchronized Future<RecordMetadata> send(
                ProducerRecord<String, EncodedPacket> record, Callback callback) {
            if (!happened) {
                happened = true;
                throw new OutOfMemoryError("no heap for this test");
            }
            stored.add(record.value().getSequence());
            return super.send(record, callback);
        }

        synchronized List<Long> stored() {
            return List.copyOf(stored);
        }
    }
}
