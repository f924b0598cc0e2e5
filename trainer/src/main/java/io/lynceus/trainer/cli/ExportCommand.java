package io.lynceus.trainer.cli;

import io.lynceus.trainer.export.ExportOptions;
import io.lynceus.trainer.export.ModelFacts;
import io.lynceus.trainer.export.OnnxExporter;
import io.lynceus.trainer.export.Parity;
import io.lynceus.trainer.model.HeadKind;
import io.lynceus.trainer.model.StoredNetwork;
import io.lynceus.trainer.quantise.Scheme;
import io.lynceus.vision.UserError;
import io.lynceus.vision.engine.Layout;
import io.lynceus.vision.model.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code lynceus export}. */
@Command(
        name = "export",
        description = {
            "Write a checkpoint as an ONNX file, ready for detect and process.",
            "What only helped training is left out, norms are folded, and the file's answers are checked against the"
                    + " network's."
        })
final class ExportCommand implements Callable<Integer> {
    private static final Pattern NUMBERS = Pattern.compile("\\D+");

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--weights",
            required = true,
            paramLabel = "FILE",
            description = "The checkpoint (.safetensors, .pt, .ckpt), or a name of ./lynceus weights list.")
    private Path weights;

    @Option(
            names = "--imgsz",
            arity = "1..2",
            paramLabel = "PIXELS",
            description =
                    "Input height and width, or one number for both; multiples of 32. Default: what it was trained at.")
    private int @Nullable [] imgsz;

    @Option(
            names = "--head",
            paramLabel = "KIND",
            description =
                    "Of a checkpoint that was trained with --head one-to-one: one-to-many exports the usual head in"
                            + " place of the one that it was measured with.")
    private @Nullable HeadKind head;

    @Option(
            names = "--batch",
            paramLabel = "N",
            converter = BatchConverter.class,
            defaultValue = "dynamic",
            description = "Pictures in a run: a number, or 'dynamic' for any. Default: dynamic.")
    private int batch;

    @Option(
            names = "--half",
            description = "Compute in float16, half the size, for GPUs; boxes are still decoded in float32.")
    private boolean half;

    @Option(
            names = "--int8",
            arity = "0..1",
            paramLabel = "ENGINE",
            fallbackValue = "onnxruntime",
            description = "Compute in 8 bits, two to three times as fast: for onnxruntime (the cores, the default) or"
                    + " tensorrt (an NVIDIA GPU). Wants footage, --data or --video; the file is written if it"
                    + " finds what"
                    + " the float32 one finds.")
    private @Nullable String int8;

    @Mixin
    private CalibrationOptions calibration = new CalibrationOptions();

    @Mixin
    private ServingOptions serving = new ServingOptions();

    @Option(
            names = "--opset",
            paramLabel = "N",
            description = "ONNX's version of the operators, 13 to 21. Default: 17.")
    private int operatorSet = ExportOptions.DEFAULT_OPERATOR_SET;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "The file to write. Default: NAME.onnx beside the checkpoint.")
    private @Nullable Path output;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description =
                    "The model's name, which detection events carry. Default: its architecture, for example gelan-t.")
    private @Nullable String name;

    @Option(names = "--version", paramLabel = "TEXT", defaultValue = "1", description = "Its version. Default: 1.")
    private String version;

    // By itself, for the standard help options come with a --version of their own.
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    private boolean help;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    ExportCommand() {}

    @Override
    public Integer call() {
        Scheme scheme = scheme();
        try (StoredNetwork stored = StoredNetwork.open(ModelArgument.checkpoint(weights), head)) {
            String named = name != null
                    ? name
                    : stored.network().architecture().deployed().name();
            int[] size = size(stored);
            Path file = output != null ? output : weights.resolveSibling(named + ".onnx");
            ExportOptions options = new ExportOptions(size[0], size[1], batch, half, operatorSet);
            Map<String, String> facts = ModelFacts.of(stored, options, named, version);
            if (scheme == null) {
                tell(
                        new OnnxExporter(options).export(stored.network(), facts, file, serving::of),
                        stored,
                        options,
                        file);
            } else {
                int8(scheme, stored, options, facts, file);
            }
            return 0;
        }
    }

    /** The float32 file lies beside the one that is wanted until that is written. */
    private void int8(
            Scheme scheme, StoredNetwork stored, ExportOptions options, Map<String, String> facts, Path file) {
        Path exact = file.resolveSibling(file.getFileName() + ".fp32");
        try {
            tell(new OnnxExporter(options).export(stored.network(), facts, exact), stored, options, file);
            new Int8(
                            scheme,
                            calibration,
                            serving,
                            Layout.AUTO,
                            spec.commandLine().getOut())
                    .write(ModelFile.read(exact), file);
        } finally {
            try {
                Files.deleteIfExists(exact);
            } catch (IOException e) {
                // nothing depends on it
            }
        }
    }

    private void tell(Parity parity, StoredNetwork stored, ExportOptions options, Path file) {
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%s: %s, %d classes, %dx%d; beside the network: boxes within %.1e px, scores within %.1e%n",
                        file,
                        stored.network().architecture().deployed().name(),
                        stored.names().size(),
                        options.height(),
                        options.width(),
                        parity.boxes(),
                        parity.scores());
    }

    /** What 8 bits are for; null where they are not asked for. */
    private @Nullable Scheme scheme() {
        serving.check();
        if (int8 == null) {
            if (calibration.isGiven()) {
                throw new UserError("--data, --video, --frames and --keep are for --int8");
            }
            return null;
        }
        if (half) {
            throw new UserError("--half or --int8, not both");
        }
        calibration.check();
        return Scheme.of(int8);
    }

    /** Any number of pictures is 0. */
    static final class BatchConverter implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            if (value.equals("dynamic")) {
                return 0;
            }
            try {
                int number = Integer.parseInt(value);
                if (number > 0) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // said below
            }
            throw new TypeConversionException("'" + value + "' is neither 'dynamic' nor a number from 1");
        }
    }

    private int[] size(StoredNetwork stored) {
        int[] given = imgsz != null ? imgsz : trainedAt(stored.facts().get("imgsz"));
        if (given.length == 0) {
            throw new UserError(weights + " does not say its input size; give --imgsz HEIGHT WIDTH");
        }
        return new int[] {given[0], given[given.length - 1]};
    }

    private static int[] trainedAt(@Nullable String text) {
        return List.of(NUMBERS.split(text == null ? "" : text)).stream()
                .filter(number -> !number.isEmpty() && number.length() < 6)
                .mapToInt(Integer::parseInt)
                .limit(2)
                .toArray();
    }
}
