package io.lynceus.processor.bench;

import io.lynceus.processor.inference.BatchListener;
import io.lynceus.processor.inference.Detector;
import io.lynceus.processor.inference.DetectorSettings;
import io.lynceus.processor.inference.EngineDetector;
import io.lynceus.vision.UserError;
import io.lynceus.vision.boxes.NmsSettings;
import io.lynceus.vision.engine.Convention;
import io.lynceus.vision.engine.Parallelism;
import io.lynceus.vision.model.ModelFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How late events are with cameras at their own pace, all in this JVM: what {@code plan --simulate} foretells. */
public final class LiveBench {
    private static final String ROW = "%8s %8s %8s %8s %8s %8s %8s %10s %10s %10s %10s";

    private final Path video;
    private final @Nullable ModelFile model;
    private final int threads;
    private final Duration warmUp;
    private final Duration length;

    /**
     * @param model null for an engine that does nothing
     * @param threads stream threads, over which cameras lie evenly
     */
    public LiveBench(Path video, @Nullable ModelFile model, int threads, Duration warmUp, Duration length) {
        if (threads < 1 || threads > 1024) {
            throw new UserError("--threads " + threads + ": from 1 to 1024");
        }
        this.video = video;
        this.model = model;
        this.threads = threads;
        this.warmUp = warmUp;
        this.length = length;
    }

    /** Runs one after the other, and prints a line for each. */
    public void run(List<Integer> cameras, Consumer<String> out) {
        out.accept(String.format(
                ROW,
                "CAMERAS",
                "IN /S",
                "OUT /S",
                "P50 MS",
                "P95 MS",
                "P99 MS",
                "LAST MS",
                "CAPTURE",
                "PROCESS",
                "BROKER",
                "ALL CPU MS"));
        for (int number : cameras) {
            LiveRun.Seen seen = run(number);
            out.accept(String.format(
                    Locale.ROOT,
                    ROW,
                    number,
                    number("%.1f", seen.in()),
                    number("%.1f", seen.out()),
                    number("%,.0f", seen.latencies().p50()),
                    number("%,.0f", seen.latencies().p95()),
                    number("%,.0f", seen.latencies().p99()),
                    number("%,.0f", seen.lag()),
                    number("%.2f", seen.millis().capture()),
                    number("%.2f", seen.millis().process()),
                    number("%.2f", seen.millis().broker()),
                    number("%.2f", seen.millis().all())));
        }
    }

    /** One run. */
    LiveRun.Seen run(int cameras) {
        try (Detector detector = detector()) {
            return new LiveRun(video, threads, warmUp, length).run(cameras, detector);
        }
    }

    private Detector detector() {
        ModelFile file = model;
        if (file == null) {
            return new EngineDetector(new IdleEngine(threads), NmsSettings.SERVING, Duration.ZERO, BatchListener.NONE);
        }
        DetectorSettings usual = DetectorSettings.defaults();
        return EngineDetector.onCpu(
                file,
                new DetectorSettings(
                        usual.scoreThreshold(),
                        usual.iouThreshold(),
                        null,
                        0,
                        Convention.AUTO,
                        Parallelism.onCpu(threads, Runtime.getRuntime().availableProcessors())),
                BatchListener.NONE);
    }

    private static String number(String format, double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, format, value);
    }
}
