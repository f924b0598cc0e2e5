package io.lynceus.processor.bench;

import io.lynceus.processor.capture.Packet;
import io.lynceus.processor.capture.PacketReader;
import io.lynceus.processor.decode.DecoderKind;
import io.lynceus.processor.decode.Decoders;
import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * A video through the CPU's decoder and the card's: how fast each is, what it costs, and whether the pictures are the
 * same.
 */
public final class DecodeBench {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** The packets of one format, from the first on. */
    private final List<Packet> packets = new ArrayList<>();

    private final int streams;
    private final int side;
    private final Consumer<String> out;

    /**
     * @param streams decoded at the same time, each on a thread
     * @param most packets that are taken of the video
     * @param side of the network's input that pictures are scaled for, in pixels
     * @param out takes the lines of the report
     * @throws UserError when it is no video
     */
    public DecodeBench(String video, int streams, int most, int side, Consumer<String> out) {
        this.streams = streams;
        this.side = side;
        this.out = out;
        try (PacketReader reader = PacketReader.open(video, TIMEOUT)) {
            Packet packet = reader.read();
            while (packet != null && packets.size() < most && packet.format().equals(reader.format())) {
                packets.add(packet);
                packet = reader.read();
            }
        }
        if (packets.isEmpty()) {
            throw new UserError("no packet in " + video);
        }
    }

    /** Whether the decoders give the same pictures. */
    public boolean run() {
        Set<String> reasons = new LinkedHashSet<>();
        Decoders chip = Decoders.of(DecoderKind.NVDEC, reasons::add);
        Packet first = packets.get(0);
        out.accept(String.format(
                Locale.ROOT,
                "%s, %dx%d, %d packets, %d at a time",
                first.format().codec(),
                first.format().width(),
                first.format().height(),
                packets.size(),
                streams));
        out.accept("                decoded alone              scaled to " + side + "x" + side + " too");
        out.accept("  decoder     frames/s  CPU ms/frame     frames/s  CPU ms/frame");
        speeds("cpu", Decoders.ON_CPU);
        if (chip != Decoders.ON_CPU) {
            speeds("nvdec", chip);
        }
        reasons.forEach(reason -> out.accept("  nvdec: " + reason));
        if (chip == Decoders.ON_CPU) {
            return true;
        }
        try (PictureComparison comparison = new PictureComparison(packets, Decoders.ON_CPU, chip)) {
            comparison.run();
            out.accept("  " + comparison);
            return comparison.same();
        }
    }

    private void speeds(String name, Decoders decoders) {
        measure(decoders, 0);
        Measured alone = measure(decoders, 0);
        Measured scaled = measure(decoders, side);
        out.accept(String.format(
                Locale.ROOT,
                "  %-8s %11.1f  %12.3f  %11.1f  %12.3f",
                name,
                alone.rate(),
                alone.cpuMillisPerFrame(),
                scaled.rate(),
                scaled.cpuMillisPerFrame()));
    }

    private Measured measure(Decoders decoders, int scaledTo) {
        ExecutorService pool = Executors.newFixedThreadPool(streams);
        try {
            Measured.Start start = Measured.Start.now();
            List<Callable<Long>> work = new ArrayList<>();
            for (int i = 0; i < streams; i++) {
                work.add(() -> new DecodedStream(packets, scaledTo).run(decoders));
            }
            long frames = 0;
            for (Future<Long> result : pool.invokeAll(work)) {
                frames += result.get();
            }
            return start.until(frames);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunError("interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new RunError("decoding failed", e);
        } finally {
            pool.shutdown();
        }
    }
}
