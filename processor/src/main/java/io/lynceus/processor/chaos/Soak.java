package io.lynceus.processor.chaos;

import io.lynceus.processor.kafka.EventReader;
import io.lynceus.processor.ledger.CameraLedger;
import io.lynceus.processor.ledger.Ledger;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.vision.Reason;
import io.lynceus.vision.RunError;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** One soak: capture and process at work for long, over many connections, with an eye on their memory. One thread. */
public final class Soak {
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int FEWEST = 10;
    private static final String HEAP = "256m";

    private final SoakOptions options;
    private final Trial trial;
    private final Consumer<String> out;
    private final List<MemoryLook> looks = new ArrayList<>();
    private final Map<String, Long> lastEpoch = new HashMap<>();
    private long frames;
    private long epochs;

    /** A trial that is stopped has its report. */
    public Soak(SoakOptions options, Trial trial) {
        this.options = options;
        this.trial = trial;
        this.out = trial.out();
    }

    /** JVM options that take the whole heap at the start, so that what grows is not the heap. */
    public static List<String> fixedHeap() {
        return List.of("-Xms" + HEAP, "-Xmx" + HEAP, "-XX:+AlwaysPreTouch");
    }

    /** As above, with a log of what collections leave. */
    public static List<String> watched(Path gcLog) {
        List<String> options = new ArrayList<>(fixedHeap());
        options.add("-Xlog:gc:file=" + gcLog + "::filecount=0");
        return options;
    }

    /**
     * @param folder for the broker's data and the processes' states
     * @param gcLog process's log of its garbage collector
     * @return true when memory is flat and every frame has one event
     */
    public boolean run(Path folder, Path gcLog) {
        try (Cluster cluster = new Cluster(options.cast(), trial.main(), folder);
                EventReader events = EventReader.open(cluster.connection(), true);
                PrintWriter csv = csv()) {
            cluster.startProcessor(0);
            cluster.startCapture();
            soak(cluster, events, csv, gcLog);
            cluster.stopCapture();
            List<CameraLedger> ledger = settle(cluster);
            cluster.stopProcessors();
            return report(ledger);
        }
    }

    private PrintWriter csv() {
        try {
            PrintWriter csv = new PrintWriter(Files.newBufferedWriter(options.csv(), StandardCharsets.UTF_8));
            csv.println(MemoryLook.HEADING);
            return csv;
        } catch (IOException e) {
            throw new RunError("cannot write " + options.csv() + ": " + Reason.of(e), e);
        }
    }

    private void soak(Cluster cluster, EventReader events, PrintWriter csv, Path gcLog) {
        long start = System.nanoTime();
        long end = start + options.duration().toNanos();
        long next = 0;
        while ((frames < options.frames() || looks.size() < FEWEST)
                && System.nanoTime() < end
                && !trial.stop().getAsBoolean()) {
            events.poll(LOOK).forEach(this::count);
            cluster.check();
            if (frames == 0) {
                // Start-up is no part of it.
                next = System.nanoTime();
            } else if (System.nanoTime() >= next) {
                next += options.apart().toNanos();
                MemoryLook look = new MemoryLook(
                        (System.nanoTime() - start) / 1e9,
                        frames,
                        epochs,
                        ProcessMemory.resident(cluster.processor(0).pid()),
                        ProcessMemory.heap(gcLog),
                        ProcessMemory.resident(cluster.capture().pid()));
                looks.add(look);
                csv.println(look.csv());
                csv.flush();
                out.accept(String.format(
                        Locale.ROOT,
                        "%7.0f s | frames %,9d | connections %,6d | process %6.1f MiB, heap %5.1f | capture %6.1f MiB",
                        look.seconds(),
                        frames,
                        epochs,
                        look.processMib(),
                        look.heapMib(),
                        look.captureMib()));
            }
        }
    }

    private void count(FrameDetections event) {
        frames += event.getFrameCount();
        Long before = lastEpoch.put(event.getCamera(), event.getEpoch());
        if (before == null || before != event.getEpoch()) {
            epochs++;
        }
    }

    private List<CameraLedger> settle(Cluster cluster) {
        try (Ledger ledger = Ledger.open(cluster.connection())) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            List<CameraLedger> lines = ledger.catchUp();
            while (!Trial.balanced(lines) && System.nanoTime() < end) {
                cluster.check();
                lines = ledger.catchUp();
            }
            return lines;
        }
    }

    private boolean report(List<CameraLedger> ledger) {
        trial.print(ledger);
        if (looks.size() < FEWEST) {
            out.accept("Too short to say anything of memory: " + looks.size() + " looks, " + FEWEST + " are needed.");
            return false;
        }
        Growth process = Growth.of(looks, MemoryLook::processMib);
        Growth capture = Growth.of(looks, MemoryLook::captureMib);
        out.accept("");
        out.accept(line("process", process));
        out.accept(line("capture", capture));
        MemoryChart.write(
                looks,
                String.format(Locale.ROOT, "Memory over %,d frames and %,d connections", frames, epochs),
                options.picture());
        out.accept("Numbers in " + options.csv() + ", picture in " + options.picture());
        return process.flat() && capture.flat() && Trial.balanced(ledger);
    }

    private static String line(String name, Growth growth) {
        return String.format(
                Locale.ROOT,
                "Memory of %s: %.1f MiB, slope %+.3f MiB per 1,000 frames (%+.1f MiB per hour) after warming up: %s",
                name,
                growth.level(),
                growth.perThousandFrames(),
                growth.perHour(),
                growth.flat() ? "flat" : "IT GROWS");
    }
}
