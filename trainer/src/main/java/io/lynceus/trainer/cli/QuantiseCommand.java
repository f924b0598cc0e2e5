package io.lynceus.trainer.cli;

import io.lynceus.trainer.quantise.Scheme;
import io.lynceus.vision.engine.Layout;
import io.lynceus.vision.model.ModelFile;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lynceus quantise}. */
@Command(
        name = "quantise",
        description = {
            "Makes a float32 ONNX model, ours or another's, into one that computes in 8 bits: two to three times as"
                    + " fast on a CPU.",
            "What both find in held-out pictures is compared, box by box, and the file is written only if they agree."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class QuantiseCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "NAME|FILE",
            description =
                    "A float32 ONNX file, a checkpoint (.safetensors, .pt, .ckpt), or a name of './lynceus weights"
                            + " list'.")
    private Path model = Path.of("");

    @Mixin
    private CalibrationOptions calibration = new CalibrationOptions();

    @Mixin
    private ServingOptions serving = new ServingOptions();

    @Option(
            names = "--for",
            paramLabel = "ENGINE",
            description = "What is to run it: onnxruntime (the cores) or tensorrt (an NVIDIA GPU); each is slow with"
                    + " the other's. Default: ${DEFAULT-VALUE}.")
    private String engine = Scheme.ONNXRUNTIME.toString();

    @Option(
            names = "--layout",
            paramLabel = "NAME",
            description = "How the model's output lies, where it does not say: auto, plain, transposed, objectness"
                    + " (YOLOv5, YOLOv7) or end2end. Default: ${DEFAULT-VALUE}.")
    private String layout = Layout.AUTO.toString();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The file to write. Default: NAME-int8.onnx beside the model.")
    private @Nullable Path output;

    @Override
    public Integer call() {
        calibration.check();
        serving.check();
        ModelFile file = ModelFile.read(ModelArgument.onnx(model));
        Path target = output != null ? output : model.resolveSibling(file.stem() + "-int8.onnx");
        new Int8(
                        Scheme.of(engine),
                        calibration,
                        serving,
                        Layout.of(layout),
                        Objects.requireNonNull(spec).commandLine().getOut())
                .write(file, target);
        return 0;
    }
}
