package io.lynceus.processor.bench;

import io.lynceus.processor.capture.Packet;
import io.lynceus.processor.capture.PacketReader;
import io.lynceus.processor.decode.DecoderKind;
import io.lynceus.processor.decode.Decoders;
import io.lynceus.vision.UserError;
import io.lynceus.vision.engine.Engine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A video through the CPU's decoder and the card's, whose pictures are fetched or stay there: how fast each is, what it
 * costs, and whether the pictures are the same.
 */
public final class DecodeBench {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** The packets of one format, from the first on. */
    private final List<Packet> packets = new ArrayList<>();

    private final int streams;
    private final int side;
    private final Consumer<String> out;
    private final Set<String> reasons = new LinkedHashSet<>();
    private final Map<String, Decoders> decoders = new LinkedHashMap<>();

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
        for (DecoderKind kind : List.of(DecoderKind.CPU, DecoderKind.NVDEC, DecoderKind.NVDEC_DIRECT)) {
            Decoders those = Decoders.of(kind, why -> reasons.add(kind + ": " + why));
            if (kind == DecoderKind.CPU || those != Decoders.ON_CPU) {
                decoders.put(kind.toString(), those);
            }
        }
    }

    /** Writes the beginning of a video as H.264, which a chip decodes; at most so many pictures. */
    public static void writeH264(String video, Path file, int most) {
        H264Copy.write(video, file, most);
    }

    /** Whether the decoders give the same pictures. */
    public boolean run() {
        Packet first = packets.get(0);
        out.accept(String.format(
                Locale.ROOT,
                "%s, %dx%d, %d packets, %d at a time",
                first.format().codec(),
                first.format().width(),
                first.format().height(),
                packets.size(),
                streams));
        table();
        decoders.forEach(this::speeds);
        decoders.forEach((name, those) -> out.accept(String.format(
                Locale.ROOT,
                "  %s: %.3f ms to scale a picture, again and again",
                name,
                new DecodedStream(packets, side).scaling(those).toNanos() / 1e6)));
        boolean same = true;
        for (Map.Entry<String, Decoders> each : decoders.entrySet()) {
            if (each.getValue() != Decoders.ON_CPU) {
                same &= same(each.getKey(), each.getValue());
            }
        }
        reasons.forEach(reason -> out.accept("  " + reason));
        return same;
    }

    private boolean same(String name, Decoders those) {
        try (PictureComparison comparison = new PictureComparison(packets, Decoders.ON_CPU, those)) {
            comparison.run();
            out.accept("  " + name + ": " + comparison);
            return comparison.same();
        }
    }

    /**
     * The same beside a network that computes without a break; whether it says the same of each decoder's pictures as
     * of the CPU's.
     */
    public boolean run(Engine engine) {
        boolean same = true;
        for (Map.Entry<String, Decoders> each : decoders.entrySet()) {
            InputComparison comparison = new InputComparison(engine);
            comparison.run(packets, Decoders.ON_CPU, each.getValue());
            out.accept("  " + each.getKey() + ": " + comparison);
            same &= comparison.same();
        }
        out.accept(String.format(
                Locale.ROOT,
                "beside %s in %s, which computes without a break, %d at a time, alone %.0f pictures/s",
                engine.model().name(),
                engine.model().engine(),
                engine.batch(),
                EngineAlone.run(engine, 20L * engine.batch()).rate()));
        table();
        decoders.forEach((name, those) -> {
            try (BusyNetwork network = new BusyNetwork(engine)) {
                Measured.Start start = Measured.Start.now();
                speeds(name, those);
                out.accept(String.format(
                        Locale.ROOT,
                        "            the network meanwhile: %.0f pictures/s",
                        start.until(network.pictures()).rate()));
            }
        });
        return same;
    }

    private void table() {
        out.accept("                    decoded alone              scaled to " + side + "x" + side + " too");
        out.accept("  decoder         frames/s  CPU ms/frame     frames/s  CPU ms/frame");
    }

    private void speeds(String name, Decoders those) {
        measure(those, 0);
        Measured alone = measure(those, 0);
        Measured scaled = measure(those, side);
        out.accept(String.format(
                Locale.ROOT,
                "  %-12s %11.1f  %12.3f  %11.1f  %12.3f",
                name,
                alone.rate(),
                alone.cpuMillisPerFrame(),
                scaled.rate(),
                scaled.cpuMillisPerFrame()));
    }

    private Measured measure(Decoders those, int scaledTo) {
        return SideBySide.run(streams, i -> () -> new DecodedStream(packets, scaledTo).run(those));
    }
}
