package io.lynceus.processor.capture;

import io.lynceus.processor.decode.StreamFormat;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.vision.RunError;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From a source to a sink, epoch after epoch, until the source is done or we are told to stop. Runs on its owner's
 * thread.
 */
final class CaptureLoop {
    private static final Logger LOG = LoggerFactory.getLogger(CaptureLoop.class);

    private final Camera camera;
    private final CaptureOptions options;
    private final PacketSink sink;
    private final CameraNews news;
    private final Clock clock;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Deadline deadline = new Deadline();
    private final AtomicLong packets = new AtomicLong();
    private volatile boolean sinkFailed;
    private volatile double frameRate;
    private long lastEpoch;

    CaptureLoop(Camera camera, CaptureOptions options, PacketSink sink, StatusSink status, Clock clock) {
        this.camera = camera;
        this.options = options;
        this.sink = sink;
        this.clock = clock;
        this.news = new CameraNews(camera, status, clock);
    }

    /** Has {@link #run} end soon, wherever it is. Any thread. */
    void stop() {
        stop.countDown();
        deadline.interrupt();
    }

    long packets() {
        return packets.get();
    }

    /** True when it was not the camera that failed. */
    boolean sinkFailed() {
        return sinkFailed;
    }

    CameraState state() {
        return news.state(packets(), frameRate);
    }

    void run() throws InterruptedException {
        try (deadline) {
            if (camera.live()) {
                follow();
            } else {
                play();
            }
        } catch (SourceAway e) {
            news.failed(e.getMessage());
            throw new RunError(e.getMessage(), e);
        } catch (RuntimeException e) {
            if (!sinkFailed) {
                news.failed(String.valueOf(e.getMessage()));
            }
            throw e;
        } catch (Error e) {
            news.failed(Fault.words(e));
            throw e;
        }
        handOver(sink::flush);
    }

    private void play() throws InterruptedException, SourceAway {
        for (long played = 0; played < options.loops() && !stopped(); played++) {
            try (PacketReader reader = PacketReader.open(camera, deadline)) {
                long before = packets.get();
                pass(reader);
                if (packets.get() == before && !stopped()) {
                    throw new RunError("camera " + camera + ": the file has no packets");
                }
                String truncation = reader.truncation();
                if (truncation != null) {
                    LOG.atWarn().addKeyValue("camera", camera.name()).log("the file was cut short: {}", truncation);
                }
                if (played + 1 == options.loops() && !stopped()) {
                    news.ended(lastEpoch, truncation);
                }
            }
        }
    }

    /**
     * A camera that goes away is waited for, and so is memory: what goes wrong with one camera is no reason to give it
     * up.
     */
    private void follow() throws InterruptedException, SourceAway {
        Retry retry = options.retry();
        RandomGenerator random = new SplittableRandom();
        BackOff away = new BackOff(retry.first(), retry.longest(), random);
        BackOff refused = new BackOff(retry.firstRefused(), retry.longestRefused(), random);
        boolean insist = options.insist();
        Duration wait = Duration.ZERO;
        while (!stop.await(wait.toNanos(), TimeUnit.NANOSECONDS)) {
            try (PacketReader reader = PacketReader.open(camera, deadline)) {
                insist = true;
                long opened = System.nanoTime();
                String lost = reader.isPicture()
                        ? pass(reader, Snapshots.TIME, new Snapshots(camera, deadline, reader, stop)::next)
                        : pass(reader);
                if (stopped()) {
                    return;
                }
                if (System.nanoTime() - opened >= retry.steady().toNanos()) {
                    away.reset();
                    refused.reset();
                }
                news.away(lastEpoch, lost == null ? "the stream ended" : lost, false);
                wait = away.next();
            } catch (SourceAway e) {
                if (stopped()) {
                    return;
                }
                if (!insist) {
                    throw e;
                }
                news.away(null, e.getMessage(), e.refused());
                wait = (e.refused() ? refused : away).next();
            } catch (Error e) {
                if (!insist) {
                    throw e;
                }
                news.away(null, Fault.words(e), false);
                wait = away.next();
            }
        }
    }

    /**
     * One connection: all packets, then the epoch's marker, also when the source fails or we stop.
     *
     * @return what the source failed with, null when it ended or we stopped
     */
    private @Nullable String pass(PacketReader reader) throws InterruptedException {
        return pass(reader, reader.time(), reader::next);
    }

    /** Where the packets of a connection come from; null after the last. */
    private interface Packets {
        @Nullable
        Packet next() throws SourceAway, InterruptedException;
    }

    private @Nullable String pass(PacketReader reader, StreamTime time, Packets source) throws InterruptedException {
        Stamps stamps = new Stamps(time);
        EpochRecords epoch = epoch(stamps);
        Pace pace = new Pace(reader.timeBaseNumerator(), reader.timeBaseDenominator());
        StreamFormat format = reader.format();
        frameRate = reader.isPicture() ? camera.rate() : reader.frameRate();
        String lost = null;
        while (true) {
            Packet packet = null;
            try {
                packet = source.next();
            } catch (SourceAway e) {
                lost = e.getMessage();
            }
            if (packet == null || waited(pace, packet)) {
                break;
            }
            boolean strayed = stamps.strayed();
            send(epoch.record(stamps.stamp(packet, now(), System.nanoTime())));
            if (stamps.strayed() && !strayed) {
                LOG.atWarn()
                        .addKeyValue("camera", camera.name())
                        .log("a timestamp of its does not follow those before it: such ones are put right");
            }
            packets.incrementAndGet();
            news.there(lastEpoch);
            format = packet.format();
        }
        send(epoch.end(format, now()));
        return lost;
    }

    private EpochRecords epoch(Stamps stamps) {
        lastEpoch = Math.max(lastEpoch + 1, ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()));
        return new EpochRecords(camera, lastEpoch, stamps.timeBaseNumerator(), stamps.timeBaseDenominator());
    }

    private void send(EncodedPacket packet) throws InterruptedException {
        handOver(() -> sink.send(packet));
    }

    /**
     * What the sink says is about the sink; an Error is about this thread, wherever it was. A sink that waited for its
     * broker until who had told us to stop broke that off has not failed.
     */
    private void handOver(Runnable work) throws InterruptedException {
        try {
            work.run();
        } catch (RuntimeException e) {
            if (stopped() && Thread.interrupted()) {
                throw new InterruptedException();
            }
            sinkFailed = true;
            throw e;
        }
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
