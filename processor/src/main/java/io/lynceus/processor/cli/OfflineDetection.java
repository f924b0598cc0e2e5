package io.lynceus.processor.cli;

import io.lynceus.processor.capture.Packet;
import io.lynceus.processor.capture.PacketReader;
import io.lynceus.processor.cli.FrameLine.Status;
import io.lynceus.processor.decode.Decoded;
import io.lynceus.processor.decode.Decoder;
import io.lynceus.processor.decode.Decoders;
import io.lynceus.processor.decode.NoFrame;
import io.lynceus.processor.decode.OneFrame;
import io.lynceus.processor.decode.StreamFormat;
import io.lynceus.processor.decode.VideoSize;
import io.lynceus.processor.inference.Detector;
import io.lynceus.vision.RunError;
import io.lynceus.vision.boxes.Detection;
import io.lynceus.vision.drawing.AnnotatedPicture;
import io.lynceus.vision.pixels.DecodedFrame;
import io.lynceus.vision.pixels.ShownTimes;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A video through the detector, without Kafka: the calling thread decodes and hands on, workers infer on consecutive
 * frames side by side, and the results come out in the frames' order.
 */
final class OfflineDetection implements AutoCloseable {
    private final PacketReader reader;
    private final Decoders decoders;
    private final Detector detector;
    private final FrameSink sink;
    private final int workers;
    private final ExecutorService pool;
    private final ArrayDeque<Future<Result>> underWay = new ArrayDeque<>();
    private final Map<Long, Packet> packets = new HashMap<>();
    private final ShownTimes times = new ShownTimes();
    private long sent;
    private long frames;

    /** A line with the picture to go with it. */
    private record Result(
            FrameLine line, long duration, @Nullable BufferedImage picture) {}

    OfflineDetection(PacketReader reader, Decoders decoders, Detector detector, FrameSink sink, int workers) {
        this.reader = reader;
        this.decoders = decoders;
        this.detector = detector;
        this.sink = sink;
        this.workers = workers;
        this.pool = Executors.newFixedThreadPool(workers, task -> new Thread(task, "detect"));
    }

    /** Runs to the end of the video, or until told to stop. The number of frames. */
    long run(BooleanSupplier stop) {
        Packet packet = read(stop);
        while (packet != null) {
            packet = decode(packet, stop);
        }
        return frames;
    }

    private @Nullable Packet read(BooleanSupplier stop) {
        return stop.getAsBoolean() ? null : reader.read();
    }

    /** Decodes for as long as the format stays the same; the first packet of the next format, or null at the end. */
    private @Nullable Packet decode(Packet first, BooleanSupplier stop) {
        StreamFormat format = first.format();
        Decoder decoder = decoders.open(format);
        try {
            Packet packet = first;
            while (packet != null && packet.format().equals(format)) {
                packets.put(sent, packet);
                times.sent(packet.pts(), packet.dts());
                decoder.send(ByteBuffer.wrap(packet.data()), packet.keyframe(), packet.pts(), packet.beside(), sent++);
                receive(decoder);
                packet = read(stop);
            }
            decoder.drain();
            receive(decoder);
            handOver(0);
            return packet;
        } finally {
            // Frames are closed before their decoder, also when something went wrong.
            underWay.forEach(OfflineDetection::settle);
            underWay.clear();
            decoder.close();
        }
    }

    private void receive(Decoder decoder) {
        for (Decoded decoded = decoder.receive(); decoded != null; decoded = decoder.receive()) {
            Packet packet = packets.remove(decoded.tag());
            long duration = packet == null ? 0 : packet.duration();
            Long pts = packet == null ? null : times.of(packet.pts(), packet.dts());
            if (decoded instanceof OneFrame one) {
                long number = ++frames;
                underWay.add(pool.submit(() -> detect(one.frame(), number, pts, duration)));
            } else if (decoded instanceof NoFrame none && none.broken()) {
                StreamFormat format = packet == null ? reader.format() : packet.format();
                FrameLine line = new FrameLine(
                        ++frames,
                        pts,
                        format.uprightWidth(),
                        format.uprightHeight(),
                        Status.DECODE_ERROR,
                        none.reason(),
                        null,
                        List.of());
                underWay.add(CompletableFuture.completedFuture(new Result(line, duration, null)));
            }
            // Enough in hand to keep every worker busy, and no more: frames are large.
            handOver(2 * workers);
        }
    }

    private Result detect(DecodedFrame frame, long number, @Nullable Long pts, long duration) {
        try (frame) {
            List<Detection> found = detector.detect(frame);
            FrameLine line = new FrameLine(
                    number, pts, frame.width(), frame.height(), Status.DETECTED, null, frame.damage(), found);
            if (!sink.wantsPictures()) {
                return new Result(line, duration, null);
            }
            VideoSize size = VideoSize.of(frame.width(), frame.height());
            BufferedImage picture = frame.picture(size.width(), size.height());
            AnnotatedPicture.draw(picture, found);
            return new Result(line, duration, picture);
        }
    }

    private void handOver(int left) {
        while (underWay.size() > left) {
            Future<Result> first = underWay.element();
            try {
                Result result = first.get();
                sink.take(result.line, result.duration, result.picture);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RunError("interrupted", e);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new RunError("detection failed", e);
            }
            underWay.remove();
        }
    }

    private static void settle(Future<Result> future) {
        try {
            future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            // Only the first failure is told; this one comes after it.
        }
    }

    @Override
    public void close() {
        pool.shutdown();
        try {
            pool.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
