package io.lynceus.trainer.cli;

import io.lynceus.trainer.data.Frame;
import io.lynceus.trainer.data.FrameSource;
import io.lynceus.trainer.evaluation.FrameDetector;
import io.lynceus.trainer.evaluation.Predictor;
import io.lynceus.vision.Reason;
import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import io.lynceus.vision.boxes.Detection;
import io.lynceus.vision.boxes.NmsSettings;
import io.lynceus.vision.model.InputSize;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Boxes of a model on a video or pictures. */
@Command(
        name = "predict",
        description =
                "Runs a model on a video, a picture or a folder of pictures. Boxes go to standard output as JSON lines"
                        + " unless --json or --output say otherwise.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class PredictCommand implements Callable<Integer> {
    /** As a path: of a URL's two slashes one is left. */
    private static final Pattern CAMERA = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:/.*|/dev/video.*");

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "NAME|FILE",
            description =
                    "An ONNX file, a checkpoint (.safetensors, .pt, .ckpt), or a name of './lynceus weights list'.")
    private Path model = Path.of("");

    @Option(
            names = "--source",
            required = true,
            paramLabel = "PATH",
            description = "A video, a picture, a folder of pictures, a pattern for their names in quotes, such as"
                    + " 'yard/*.jpg', or a text file (.txt) with a picture's name a line. Cameras and URLs:"
                    + " ./lynceus detect.")
    private Path source = Path.of("");

    @Option(
            names = "--json",
            paramLabel = "FILE|-",
            description = "Write JSON lines there, one per frame; - for standard output, the default without --output.")
    private @Nullable String json;

    @Option(names = "--output", paramLabel = "DIR", description = "Write pictures with boxes there. Default: none.")
    private @Nullable Path output;

    @Option(names = "--conf", paramLabel = "SCORE", description = "Keep scores above this. Default: ${DEFAULT-VALUE}.")
    private float conf = NmsSettings.SERVING.score();

    @Option(
            names = "--iou",
            paramLabel = "IOU",
            description =
                    "Drop boxes that overlap a better one of their class by more than this. Default: ${DEFAULT-VALUE}.")
    private float iou = NmsSettings.SERVING.iou();

    @Option(
            names = "--imgsz",
            arity = "1..2",
            paramLabel = "PIXELS",
            description = "The model's input, one number for a square or height and width. Default: what the model was"
                    + " trained for, or else 640.")
    private int @Nullable [] imgsz;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Frames per run of the model. Default: ${DEFAULT-VALUE}.")
    private int batch = 8;

    @Mixin
    private DeviceOption device = new DeviceOption();

    @Mixin
    private EngineOption engine = new EngineOption();

    @Override
    public Integer call() {
        check();
        try {
            predict();
        } catch (IOException e) {
            throw cannotWrite(e);
        }
        return 0;
    }

    private void predict() throws IOException {
        try (Predictor predictor = Predictor.open(
                ModelArgument.model(model), batch, device::name, engine.engines(why -> {}), engine.convention())) {
            InputSize size = inputSize(predictor);
            FrameDetector detector = new FrameDetector(
                    predictor, new NmsSettings(conf, iou, false, NmsSettings.SERVING.maxDetections()));
            long done = 0;
            long boxes = 0;
            try (FrameSource frames = FrameSource.open(source, size.width(), size.height());
                    Writer file = json == null || json.equals("-") ? Writer.nullWriter() : writer(json);
                    DetectionLines lines = new DetectionLines(
                            toStandardOutput()
                                    ? Objects.requireNonNull(spec).commandLine().getOut()
                                    : file);
                    AnnotatedFrames pictures = output == null ? null : new AnnotatedFrames(frames, output);
                    PictureProgress progress = new PictureProgress("predict", frames.expectedFrames())) {
                for (List<Frame> group = take(frames); !group.isEmpty(); group = take(frames)) {
                    List<List<Detection>> found = detector.detect(group);
                    for (int i = 0; i < group.size(); i++) {
                        lines.write(group.get(i), found.get(i));
                        if (pictures != null) {
                            pictures.write(group.get(i), found.get(i));
                        }
                        boxes += found.get(i).size();
                        progress.done(++done);
                    }
                }
            }
            if (output != null) {
                Objects.requireNonNull(spec)
                        .commandLine()
                        .getErr()
                        .printf(Locale.ROOT, "%,d pictures with %,d boxes in %s%n", done, boxes, output);
            }
        }
    }

    private void check() {
        // The address itself may have a password in it.
        if (CAMERA.matcher(source.toString()).matches()) {
            throw new UserError("--source is a camera or an address: predict takes files, and cameras and URLs are for"
                    + " ./lynceus detect URL --model " + model);
        }
        if (batch < 1) {
            throw new UserError("--batch " + batch + ": at least 1");
        }
        if (!(conf >= 0 && conf < 1)) {
            throw new UserError("--conf " + conf + ": from 0 to below 1");
        }
        if (!(iou > 0 && iou <= 1)) {
            throw new UserError("--iou " + iou + ": above 0, at most 1");
        }
    }

    private InputSize inputSize(Predictor predictor) {
        InputSize exactly = ImageSize.exactly(imgsz);
        InputSize asked = exactly == null && imgsz != null ? new InputSize(imgsz[0], imgsz[0]) : exactly;
        InputSize fixed = predictor.fixedSize();
        if (fixed != null && asked != null && !fixed.equals(asked)) {
            throw new UserError("--imgsz: " + model + " takes only " + fixed.height() + " " + fixed.width());
        }
        if (fixed != null) {
            return fixed;
        }
        if (asked != null) {
            return asked;
        }
        InputSize trained = predictor.trainedSize();
        return trained != null ? trained : new InputSize(640, 640);
    }

    private boolean toStandardOutput() {
        return json == null ? output == null : json.equals("-");
    }

    private Writer writer(String file) {
        try {
            return Files.newBufferedWriter(Path.of(file));
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    private RunError cannotWrite(IOException e) {
        String place = json == null ? "standard output" : "--json " + json;
        return new RunError(place + ": cannot be written: " + Reason.of(e), e);
    }

    private List<Frame> take(FrameSource frames) {
        List<Frame> group = new ArrayList<>();
        while (group.size() < batch) {
            Frame frame = frames.next();
            if (frame == null) {
                break;
            }
            group.add(frame);
        }
        return group;
    }
}
