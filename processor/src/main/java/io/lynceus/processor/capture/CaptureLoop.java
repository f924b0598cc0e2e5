package io.lynceus.processor.capture;

import io.lynceus.processor.config.RunError;
import io.lynceus.processor.decode.StreamFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a source to a sink, epoch after epoch, until the source is done or we are told to stop. Runs on its owner's thread. */
final class CaptureLoop {
    private static final Logger LOG = LoggerFactory.getLogger(CaptureLoop.class);
    private static final Duration SOURCE_PATIENCE = Duration.ofSeconds(8);

    private final Camera camera;
    private final CaptureOptions options;
    private final PacketSink sink;
    private final Clock clock;
    private final CountDownLatch stop;
    private final AtomicLong packets = new AtomicLong();
    private long lastEpoch;

    CaptureLoop(Camera camera, CaptureOptions options, PacketSink sink, Clock clock, CountDownLatch stop) {
        this.camera = camera;
        this.options = options;
        this.sink = sink;
        this.clock = clock;
        this.stop = stop;
    }

    long packets() {
        return packets.get();
    }

    void run() throws InterruptedException {
        if (camera.live()) {
            follow();
        } else {
            play();
        }
        sink.flush();
    }

    private void play() throws InterruptedException {
        for (long played = 0; played < options.loops() && !stopped(); played++) {
            try (PacketReader reader = PacketReader.open(camera.source(), SOURCE_PATIENCE)) {
                long before = packets.get();
                RunError lost = pass(reader);
                if (lost != null) {
                    throw lost;
                }
                if (packets.get() == before && !stopped()) {
                    throw new RunError("camera " + camera + ": the file has no packets");
                }
                String truncation = reader.truncation();
                if (truncation != null) {
                    LOG.atWarn().addKeyValue("camera", camera).log("the file was cut short: {}", truncation);
                }
            }
        }
    }

    /** A camera that cannot be reached at first is an error; one that goes away later is waited for. */
    private void follow() throws InterruptedException {
        BackOff backOff = new BackOff();
        PacketReader reader = PacketReader.open(camera.source(), SOURCE_PATIENCE);
        while (reader != null) {
            long before = packets.get();
            try (PacketReader connected = reader) {
                RunError lost = pass(connected);
                if (!stopped()) {
                    String why = lost == null ? "the stream ended" : lost.getMessage();
                    LOG.atWarn().addKeyValue("camera", camera).log("connecting again: {}", why);
                }
            }
            if (packets.get() > before) {
                backOff.reset();
            }
            reader = reconnect(backOff);
        }
    }

    /** @return null when we were told to stop */
    private @Nullable PacketReader reconnect(BackOff backOff) throws InterruptedException {
        while (!stop.await(backOff.next().toMillis(), TimeUnit.MILLISECONDS)) {
            try {
                return PacketReader.open(camera.source(), SOURCE_PATIENCE);
            } catch (RunError e) {
                LOG.atWarn().addKeyValue("camera", camera).log("still away: {}", e.getMessage());
            }
        }
        return null;
    }

    /**
     * One epoch: all packets, then the marker, also when the source fails or we stop.
     *
     * @return what the source failed with, null when it ended or we stopped
     */
    private @Nullable RunError pass(PacketReader reader) throws InterruptedException {
        lastEpoch = Math.max(lastEpoch + 1, ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()));
        Epoch epoch = new Epoch(camera, lastEpoch, reader.timeBaseNumerator(), reader.timeBaseDenominator());
        Pace pace = new Pace(reader.timeBaseNumerator(), reader.timeBaseDenominator());
        StreamFormat format = reader.format();
        RunError lost = null;
        while (true) {
            Packet packet = null;
            try {
                packet = reader.read();
            } catch (RunError e) {
                lost = e;
            }
            if (packet == null || waited(pace, packet)) {
                break;
            }
            sink.send(epoch.record(packet, now()));
            packets.incrementAndGet();
            format = packet.format();
        }
        sink.send(epoch.end(format, now()));
        return lost;
    }

    /** @return true when we were told to stop */
    private boolean waited(Pace pace, Packet packet) throws InterruptedException {
        long nanos = camera.live() || options.fast() ? 0 : pace.wait(packet, System.nanoTime());
        return stop.await(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    }

    private boolean stopped() {
        return stop.getCount() == 0;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
