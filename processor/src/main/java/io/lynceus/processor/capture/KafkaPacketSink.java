package io.lynceus.processor.capture;

import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.RecordLimits;
import io.lynceus.processor.kafka.RecordTime;
import io.lynceus.processor.kafka.Waiting;
import io.lynceus.processor.partitions.CameraPartitions;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.vision.RunError;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The packets topic. Each packet is stored once and in order, by an idempotent producer that never gives up on one that
 * it was given.
 *
 * <p>While the broker is away, packets wait in a bounded buffer. When that is full, a live camera's oldest groups of
 * pictures are dropped and told of as a {@link Gap} once the broker is back; a file waits. A record that the topic is
 * too small for is dropped alone. One thread of ours takes from the buffer and gives to the producer.
 */
public final class KafkaPacketSink implements PacketSink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaPacketSink.class);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final int MOST_TRIES = 5;

    private final GopBuffer buffer;
    private final StatusSink status;
    private final RecordTime time;
    private final Producer<String, EncodedPacket> producer;
    private final String topic;
    private final CameraPartitions partitions;
    private final Thread ioThread;
    private final String tooLarge;
    private final Consumer<EncodedPacket> stored;
    private final Map<String, String> toldOf = new HashMap<>();
    private final Thread sender = new Thread(this::run, "packets-to-kafka");
    private final AtomicReference<@Nullable RunError> failure = new AtomicReference<>();
    private final Waiting waiting = new Waiting("capture", System::nanoTime);
    /** When the broker took something, or there was nothing to take. */
    private volatile long answered = System.nanoTime();

    /** @param ioThread of the producer, without which nothing is sent any more */
    KafkaPacketSink(
            GopBuffer buffer,
            StatusSink status,
            RecordTime time,
            String topic,
            CameraPartitions partitions,
            Producer<String, EncodedPacket> producer,
            Thread ioThread,
            String tooLarge,
            Consumer<EncodedPacket> stored) {
        this.stored = stored;
        this.ioThread = ioThread;
        this.topic = topic;
        this.partitions = partitions;
        this.tooLarge = tooLarge;
        this.buffer = buffer;
        this.status = status;
        this.time = time;
        this.producer = producer;
        sender.setDaemon(true);
    }

    /** Connects, with the usual buffer; gaps are in the log alone. */
    public static KafkaPacketSink open(Broker broker) {
        return open(broker, BufferSize.DEFAULT, StatusSink.NONE, RecordTime.ours());
    }

    /**
     * Connects.
     *
     * @param size of the buffer
     * @param status told of what was dropped, once the broker takes records again; closed by the caller, after this
     * @param time that the records are stamped with
     * @throws RunError when the broker is away, or the topic is missing or takes only small records
     */
    public static KafkaPacketSink open(Broker broker, BufferSize size, StatusSink status, RecordTime time) {
        return open(broker, CameraPartitions.of(broker), size, status, time, packet -> {});
    }

    /**
     * As above.
     *
     * @param partitions of the cameras; those that are not decided yet are before a camera's first packet is taken
     * @param stored called with each packet that the broker has, on the producer's thread; quick, and throws nothing
     */
    public static KafkaPacketSink open(
            Broker broker,
            CameraPartitions partitions,
            BufferSize size,
            StatusSink status,
            RecordTime time,
            Consumer<EncodedPacket> stored) {
        String topic = broker.topics().packets();
        broker.require(topic);
        int largest = RecordLimits.packets(broker);
        GopBuffer buffer = new GopBuffer(
                size.bytes(),
                PacketProducer.WINDOW,
                "the broker was away or too slow, and the buffer of " + size + " full");
        PacketProducer opened = PacketProducer.open(broker, largest);
        KafkaPacketSink sink = new KafkaPacketSink(
                buffer,
                status,
                time,
                topic,
                partitions,
                opened.producer(),
                opened.ioThread(),
                "larger than topic " + topic + " takes (" + largest + " bytes)",
                stored);
        sink.start();
        return sink;
    }

    void start() {
        sender.start();
    }

    @Override
    public void send(EncodedPacket packet) {
        check();
        noticeSilence();
        try {
            partitions.await(packet.getCamera());
            buffer.put(packet);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunError("camera " + packet.getCamera() + ": stopped while the broker was away", e);
        }
        check();
    }

    private void noticeSilence() {
        long now = System.nanoTime();
        if (buffer.unsettled() == 0) {
            answered = now;
        } else if (now - answered > SILENCE.toNanos()) {
            waiting.waits("the broker takes no packets");
        }
    }

    @Override
    public void flush() {
        try {
            buffer.awaitSettled(Long.MAX_VALUE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        check();
    }

    /** Frames of all cameras that were dropped so far. */
    public long dropped() {
        return buffer.dropped();
    }

    /** Bytes that wait in the buffer. */
    public long waitingBytes() {
        return buffer.waitingBytes();
    }

    /** Bytes that may wait. */
    public long mostBytes() {
        return buffer.capacity();
    }

    /** Packets that the broker has not taken. */
    public int unsettled() {
        return buffer.unsettled();
    }

    /** The producer, to be looked at. */
    public Producer<?, ?> producer() {
        return producer;
    }

    /** Why it takes no packets for good; null when it does, or waits for the broker. */
    public @Nullable String broken() {
        RunError failed = failure.get();
        return failed != null ? failed.getMessage() : ioThread.isAlive() ? null : "Kafka's own thread has ended";
    }

    /** True while it waits for a broker that takes no packets. */
    public boolean waits() {
        return waiting.waits();
    }

    private void run() {
        try {
            for (Outgoing next = buffer.take(); next != null; next = buffer.take()) {
                if (next instanceof Outgoing.Lost lost) {
                    tell(lost.gap());
                    buffer.settle(lost);
                } else if (next instanceof Outgoing.Stored stored) {
                    give(stored);
                }
            }
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt(); // closing
        } catch (RuntimeException e) {
            fail(e instanceof RunError known ? known : new RunError("sending packets failed: " + e.getMessage(), e));
        } catch (Throwable e) {
            fail(new RunError("sending packets failed: " + Fault.words(e), e));
        }
    }

    private void tell(Gap gap) {
        // A camera whose every keyframe is too large would fill the log.
        if (!gap.reason().equals(toldOf.put(gap.camera(), gap.reason())) || gap.count() > 1) {
            LOG.atWarn()
                    .addKeyValue("camera", gap.camera())
                    .addKeyValue("epoch", gap.epoch())
                    .addKeyValue("first", gap.firstSequence())
                    .addKeyValue("last", gap.lastSequence())
                    .log("{} packets dropped: {}", gap.count(), gap.reason());
        }
        status.publish(gap.status(Instant.now().truncatedTo(ChronoUnit.MICROS)));
    }

    private void give(Outgoing.Stored next) {
        EncodedPacket packet = next.packet();
        try {
            producer.send(
                    new ProducerRecord<>(
                            topic, partitions.of(packet.getCamera()), time.millis(), packet.getCamera(), packet),
                    (stored, problem) -> settle(next, problem));
        } catch (OutOfMemoryError e) {
            // A keyframe can need more at once than there is; the next one may not.
            buffer.refuse(next, Fault.words(e));
        }
    }

    private void settle(Outgoing.Stored sent, @Nullable Exception problem) {
        if (problem == null) {
            answered = System.nanoTime();
            waiting.goesOn();
            stored.accept(sent.packet());
            buffer.settle(sent);
        } else if (problem instanceof AuthorizationException || problem instanceof AuthenticationException) {
            fail(new RunError("the broker does not let us write to " + topic + ": " + problem.getMessage(), problem));
        } else if (problem instanceof RecordTooLargeException) {
            buffer.refuse(sent, tooLarge);
        } else if (sent.tries() < MOST_TRIES) {
            // Its time was refused, or that of another in its batch; or our clock was set forward, and the producer
            // thinks that it has tried for weeks. Should it be stored all the same, the second one is no frame: its
            // sequence is known.
            if (!time.refused(problem)) {
                LOG.atDebug().addKeyValue("reason", problem.getMessage()).log("a packet is sent again");
            }
            buffer.again(sent);
        } else {
            buffer.refuse(sent, "not stored: " + problem.getMessage());
        }
    }

    private void fail(RunError problem) {
        failure.compareAndSet(null, problem);
        buffer.close();
    }

    private void check() {
        if (!ioThread.isAlive()) {
            fail(new RunError("sending packets failed: Kafka's own thread has ended, most likely for want of memory"));
        }
        RunError failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    /**
     * Waits up to 10 s for what is under way. What has not reached the broker by then is lost, and the log says how
     * much that is.
     */
    @Override
    public void close() {
        long end = System.nanoTime() + CLOSE_PATIENCE.toNanos();
        try {
            buffer.awaitSettled(CLOSE_PATIENCE.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        buffer.close();
        sender.interrupt();
        producer.close(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        if (buffer.unsettled() > 0) {
            LOG.warn("{} packets had not reached the broker when capture ended", buffer.unsettled());
        }
    }
}
