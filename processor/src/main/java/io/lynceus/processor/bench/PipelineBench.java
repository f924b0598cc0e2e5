package io.lynceus.processor.bench;

import io.lynceus.processor.bench.Series.Spread;
import io.lynceus.processor.decode.PlainDecoding;
import io.lynceus.processor.inference.BatchListener;
import io.lynceus.processor.inference.Detector;
import io.lynceus.processor.inference.DetectorSettings;
import io.lynceus.processor.inference.EngineDetector;
import io.lynceus.processor.inference.Model;
import io.lynceus.processor.ledger.CameraLedger;
import io.lynceus.vision.boxes.NmsSettings;
import io.lynceus.vision.engine.Convention;
import io.lynceus.vision.engine.OnnxEngine;
import io.lynceus.vision.engine.Parallelism;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Measures the pipeline from the packets topic to the detections topic, beside FFmpeg and the engine alone, in turns,
 * so that what else the machine does hits all of them. The broker and the reader of the events are in the same process
 * and count against the pipeline.
 */
public final class PipelineBench {
    private final BenchOptions options;
    private final Consumer<String> out;
    private final Consumer<String> progress;
    private final List<CameraLedger> ledgers = new ArrayList<>();
    private final DetectorSettings settings;

    /**
     * @param out takes the lines of the result
     * @param progress takes what is being done
     */
    public PipelineBench(BenchOptions options, Consumer<String> out, Consumer<String> progress) {
        this.options = options;
        this.out = out;
        this.progress = progress;
        DetectorSettings usual = DetectorSettings.defaults();
        this.settings = new DetectorSettings(
                usual.scoreThreshold(),
                usual.iouThreshold(),
                null,
                options.imageSize(),
                Convention.AUTO,
                Parallelism.onCpu(options.cameras(), Runtime.getRuntime().availableProcessors()));
    }

    /**
     * Measures and prints.
     *
     * @return true when every frame had exactly one event with the boxes that it should have
     * @throws io.lynceus.vision.UserError when the clip or the model cannot be used
     */
    public boolean run() {
        int threads = options.cameras();
        Series rgb = new Series("FFmpeg alone, decode and scale to 640x640 RGB");
        Series planes = new Series("FFmpeg alone, decode and scale as the pipeline does");
        Series command = new Series("the ffmpeg command, decode and scale to 640x640 RGB");
        Series idle = new Series("pipeline, engine that does nothing, 640x640");
        try (Detector detector = EngineDetector.onCpu(options.model(), settings, BatchListener.NONE)) {
            Model model = detector.model();
            String size = model.name() + " " + model.inputWidth() + "x" + model.inputHeight();
            Series engine = new Series("ONNX Runtime alone, " + size);
            Series real = new Series("pipeline, " + size);
            progress.accept("warming up");
            idle(Math.max(1, options.frames() / 4), false);
            progress.accept("detecting without Kafka, to compare");
            DirectBoxes direct = new DirectBoxes(options.video(), options.engineFrames(), detector);
            long equal = 0;
            long compared = 0;
            for (int run = 1; run <= options.runs(); run++) {
                progress.accept("run " + run + " of " + options.runs());
                rgb.add(ffmpeg(threads, PlainDecoding.Target.RGB));
                idle.add(idle(options.frames(), true));
                planes.add(ffmpeg(threads, PlainDecoding.Target.PLANES));
                Optional<FfmpegCommand> binary = FfmpegCommand.find();
                if (binary.isPresent()) {
                    command.add(binary.get().run(options.video(), (long) threads * options.frames(), threads));
                }
                try (OnnxEngine alone = OnnxEngine.open(options.model(), settings.engine())) {
                    engine.add(EngineAlone.run(alone, options.engineFrames()));
                }
                PipelineRun pipeline =
                        new PipelineRun(options.video(), options.cameras(), options.engineFrames(), detector);
                real.add(pipeline.measured());
                ledgers.addAll(pipeline.ledger());
                DirectBoxes.Agreement agreement = direct.with(pipeline.events());
                equal += agreement.equal();
                compared += agreement.compared();
            }
            print(List.of(rgb, planes, command, idle, engine, real));
            over(idle, rgb);
            over(idle, planes);
            over(real, engine);
            return verdict(new DirectBoxes.Agreement(equal, compared));
        }
    }

    private Measured ffmpeg(int threads, PlainDecoding.Target target) {
        return SideBySide.run(
                threads, thread -> () -> PlainDecoding.run(options.video(), options.frames(), IdleEngine.SIDE, target));
    }

    private Measured idle(long frames, boolean counts) {
        IdleEngine engine = new IdleEngine(options.cameras());
        try (Detector detector = new EngineDetector(engine, NmsSettings.SERVING, Duration.ZERO, BatchListener.NONE)) {
            PipelineRun run = new PipelineRun(options.video(), options.cameras(), frames, detector);
            if (counts) {
                ledgers.addAll(run.ledger());
            }
            return run.measured();
        }
    }

    private void print(List<Series> all) {
        String row = "%-56s %10s %10s %10s %14s";
        out.accept(String.format(
                Locale.ROOT,
                "%s, %d cameras, %d threads, %d cores, %d runs in turns",
                options.video().getFileName(),
                options.cameras(),
                options.cameras(),
                Runtime.getRuntime().availableProcessors(),
                options.runs()));
        out.accept(String.format(Locale.ROOT, row, "", "FRAMES/S", "LEAST", "MOST", "CPU MS/FRAME"));
        for (Series series : all) {
            if (!series.isEmpty()) {
                Spread rate = series.rates();
                out.accept(String.format(
                        Locale.ROOT,
                        row,
                        series.name(),
                        number(rate.median()),
                        number(rate.least()),
                        number(rate.most()),
                        number(series.cpuMillisPerFrame().median())));
            }
        }
    }

    private void over(Series over, Series under) {
        Spread rates = over.ratesOver(under);
        out.accept(String.format(
                Locale.ROOT,
                "%.2f (%.2f to %.2f) of the rate, %.2f by CPU time: %s, of %s",
                rates.median(),
                rates.least(),
                rates.most(),
                over.frugalityOver(under).median(),
                over.name(),
                under.name()));
    }

    private boolean verdict(DirectBoxes.Agreement boxes) {
        long captured = ledgers.stream().mapToLong(CameraLedger::captured).sum();
        long wrong = ledgers.stream()
                .mapToLong(camera -> camera.missing() + camera.duplicate())
                .sum();
        out.accept(
                wrong == 0
                        ? "Every one of the " + captured + " frames has exactly one event."
                        : "The ledger does not balance: " + wrong + " frames are missing or have two events.");
        out.accept("Boxes equal those of detect in " + boxes.equal() + " of " + boxes.compared() + " frames.");
        return wrong == 0 && boxes.complete();
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.1f", value);
    }
}
