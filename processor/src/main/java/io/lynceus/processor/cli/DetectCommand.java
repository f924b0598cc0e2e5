package io.lynceus.processor.cli;

import io.lynceus.processor.capture.PacketReader;
import io.lynceus.processor.cli.FrameLine.Status;
import io.lynceus.processor.decode.Decoders;
import io.lynceus.processor.decode.StreamFormat;
import io.lynceus.processor.decode.VideoFacts;
import io.lynceus.processor.decode.VideoSize;
import io.lynceus.processor.inference.BatchListener;
import io.lynceus.processor.inference.BundledModel;
import io.lynceus.processor.inference.Detector;
import io.lynceus.processor.inference.DetectorSettings;
import io.lynceus.processor.inference.EngineDetector;
import io.lynceus.processor.inference.Model;
import io.lynceus.vision.UserError;
import io.lynceus.vision.engine.Parallelism;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lynceus detect}: boxes for a video, without Kafka. */
@Command(
        name = "detect",
        mixinStandardHelpOptions = true,
        description =
                "Finds objects in a video file or stream, without Kafka: JSON lines, an annotated video, or both.",
        footer = {
            "",
            "Each frame gives one JSON line:",
            "  {\"source\":\"street.mp4\",\"timeBase\":\"1/10\",\"seconds\":0.1,\"frame\":2,\"pts\":1,",
            "   \"width\":768,\"height\":576,\"status\":\"DETECTED\",\"detections\":",
            "   [{\"classId\":0,\"label\":\"person\",\"score\":0.91,\"x1\":0.1,...}]}",
            "Boxes are in 0..1 of the frame, seconds are pts times the time base. A frame",
            "that cannot be decoded has the status DECODE_ERROR and a reason.",
            "",
            "Example: ./lynceus detect street.mp4 --json out.jsonl --video out.mp4"
        })
final class DetectCommand implements Callable<Integer> {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final double DEFAULT_FRAME_RATE = 25;

    @Parameters(
            paramLabel = "FILE|URL",
            description = "Video file, or URL such as rtsp://camera/stream (Ctrl-C ends it).")
    private String source = "";

    @Option(
            names = "--model",
            paramLabel = "NAME|FILE",
            description = "Published weights by name ('./lynceus weights list'), an ONNX model of a detector or"
                    + " a checkpoint (default: the bundled gelan-t-vtest, which knows one street"
                    + " only).")
    private @Nullable Path model;

    @Option(
            names = "--names",
            paramLabel = "FILE",
            description = "Class names, one a line or a data.yaml (default: those that the model carries).")
    private @Nullable Path names;

    @Option(
            names = "--json",
            paramLabel = "OUT.jsonl|-",
            description = "Write JSON lines there, - for standard output (default: none).")
    private @Nullable String json;

    @Option(
            names = "--video",
            paramLabel = "OUT.mp4",
            description = "Write the video with its boxes there, upright, at the times of its frames (default: none).")
    private @Nullable Path video;

    @Option(
            names = "--conf",
            paramLabel = "SCORE",
            description = "Boxes must score more than this, 0..1 (default: ${DEFAULT-VALUE}).")
    private float conf = 0.25f;

    @Option(
            names = "--iou",
            paramLabel = "IOU",
            description = "Of two boxes of a class that overlap by more than this, the better stays, 0..1 (default:"
                    + " ${DEFAULT-VALUE}).")
    private float iou = 0.45f;

    @Option(
            names = "--imgsz",
            paramLabel = "PIXELS",
            description = "Side of the network's input, for a model that takes any (default: the model's own).")
    private int imageSize;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Frames to work on at once (default: the number of cores).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Mixin
    private ConventionOption convention = new ConventionOption();

    @Mixin
    private EngineOption engine = new EngineOption();

    @Mixin
    private DecoderOption decoder = new DecoderOption();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (threads < 1) {
            throw new UserError("--threads is " + threads + ", must be 1 or more");
        }
        CommandLine commandLine = Objects.requireNonNull(spec).commandLine();
        DetectorSettings settings = new DetectorSettings(
                conf,
                iou,
                names,
                imageSize,
                convention.convention(),
                Parallelism.onCpu(threads, Runtime.getRuntime().availableProcessors()));
        StringBuilder chosen = new StringBuilder();
        // Ctrl-C lets the frames at hand finish, and the video get its end.
        try (StopSignal stop = StopSignal.install();
                PacketReader reader = PacketReader.open(source, TIMEOUT);
                Detector detector = EngineDetector.open(
                        engine.engines(chosen::append, stop::asked),
                        BundledModel.or(model),
                        settings,
                        threads,
                        BatchListener.NONE)) {
            Decoders decoders = decoder.decoders(why -> commandLine.getErr().println("lynceus: warning: " + why));
            return detect(
                    stop, reader, decoders, detector, chosen.toString(), commandLine.getOut(), commandLine.getErr());
        }
    }

    private int detect(
            StopSignal stop,
            PacketReader reader,
            Decoders decoders,
            Detector detector,
            String chosen,
            PrintWriter out,
            PrintWriter err) {
        VideoFacts facts = new VideoFacts(
                        reader.timeBaseNumerator(),
                        reader.timeBaseDenominator(),
                        reader.frameRate() > 0 ? reader.frameRate() : DEFAULT_FRAME_RATE)
                .of(reader.format());
        if (video != null) {
            sayVideoSize(reader.format(), err);
        }
        long start = System.nanoTime();
        DetectProgress progress = new DetectProgress(reader.source(), reader.announcedFrames());
        DetectOutputs outputs;
        try (progress;
                DetectOutputs writing =
                        new DetectOutputs(json, video, reader.source(), facts, reader.mayJump(), out, progress);
                OfflineDetection detection = new OfflineDetection(reader, decoders, detector, writing, threads)) {
            detection.run(stop::asked);
            outputs = writing;
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (reader.truncation() != null) {
            err.println("lynceus: warning: " + reader.truncation());
        }
        summary(reader, detector.model(), chosen, outputs, seconds, "-".equals(json) ? err : out);
        return CommandLine.ExitCode.OK;
    }

    private static void sayVideoSize(StreamFormat format, PrintWriter err) {
        int width = format.uprightWidth();
        int height = format.uprightHeight();
        if (width > 0 && height > 0) {
            VideoSize size = VideoSize.of(width, height);
            if (size.reduces(width, height)) {
                err.println("lynceus: warning: --video is written as " + size + ", for no encoder here takes " + width
                        + "x" + height + "; the boxes are found at full size");
                err.flush();
            }
        }
    }

    private void summary(
            PacketReader reader, Model used, String chosen, DetectOutputs outputs, double seconds, PrintWriter out) {
        long detected = outputs.count(Status.DETECTED);
        long broken = outputs.count(Status.DECODE_ERROR);
        out.printf(
                Locale.ROOT,
                "%s: %d frames in %.1f s, %.1f fps; model %s (version %s), %dx%d, %s%n",
                reader.source(),
                detected + broken,
                seconds,
                (detected + broken) / seconds,
                used.name(),
                used.version(),
                used.inputWidth(),
                used.inputHeight(),
                used.engine());
        out.println("  " + chosen);
        out.printf("  %-14s%d%n", "DETECTED", detected);
        if (outputs.damaged() > 0) {
            out.printf("  %-14s%d of them%n", "damaged", outputs.damaged());
        }
        out.printf("  %-14s%d%n", "DECODE_ERROR", broken);
        outputs.byLabel().forEach((label, boxes) -> out.printf("  %-14s%d boxes%n", label, boxes));
        if (json != null && !json.equals("-")) {
            out.println("  JSON lines    " + json);
        }
        if (video != null) {
            out.println("  video         " + video);
        }
        if (json == null && video == null) {
            out.println("  (nothing written: --json OUT.jsonl and --video OUT.mp4 keep the boxes)");
        }
        out.flush();
    }
}
