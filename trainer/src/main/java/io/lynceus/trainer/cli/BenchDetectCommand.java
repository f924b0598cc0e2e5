package io.lynceus.trainer.cli;

import io.lynceus.trainer.data.Frame;
import io.lynceus.trainer.data.FrameSource;
import io.lynceus.trainer.model.Architecture;
import io.lynceus.vision.CacheFolder;
import io.lynceus.vision.Reason;
import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import io.lynceus.vision.engine.Convention;
import io.lynceus.vision.engine.EngineSettings;
import io.lynceus.vision.engine.OnnxEngine;
import io.lynceus.vision.engine.Parallelism;
import io.lynceus.vision.model.InputSize;
import io.lynceus.vision.model.ModelFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lynceus bench detect}. */
@Command(
        name = "detect",
        description = {
            "Measure what a frame costs a core of this machine, by model and precision, and how many cameras that is.",
            "Models of one input run in turns, frame by frame; CPU time is counted, so that other work on the machine"
                    + " changes little."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true)
final class BenchDetectCommand implements Callable<Integer> {
    private static final List<String> PRECISIONS = List.of("float32", "int8");

    @Parameters(
            arity = "0..*",
            paramLabel = "MODEL",
            description = "ONNX files, measured as they are, or architectures, with weights that have learnt nothing"
                    + " (default: gelan-t gelan-s gelan-m gelan-c).",
            showDefaultValue = Visibility.NEVER)
    private List<String> models = List.of("gelan-t", "gelan-s", "gelan-m", "gelan-c");

    @Option(
            names = "--imgsz",
            split = ",",
            paramLabel = "PIXELS",
            description = "Sides of the architectures' inputs.",
            defaultValue = "384,640")
    private List<Integer> sides = List.of();

    @Option(
            names = "--precision",
            split = ",",
            paramLabel = "NAME",
            description = "Of the architectures: float32, int8.",
            defaultValue = "float32,int8")
    private List<String> precisions = List.of();

    @Option(names = "--classes", paramLabel = "N", description = "Of the architectures.")
    private int classes = 80;

    @Option(
            names = "--video",
            paramLabel = "FILE",
            description = "Whose frames are decoded and looked at. Default: the demo's footage.",
            showDefaultValue = Visibility.NEVER)
    private @Nullable Path video;

    @Option(names = "--frames", paramLabel = "N", description = "That each model sees.")
    private int frames = 30;

    @Option(
            names = "--times",
            paramLabel = "FILE",
            description = "Write the times there too, as YAML: the 'engines' of what 'plan --service-times' reads.")
    private @Nullable Path times;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        check();
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        CameraTable table = new CameraTable(machine());
        out.print(table.head());
        out.flush();
        for (String model : models) {
            if (model.endsWith(".onnx")) {
                ModelFile file = ModelFile.read(Path.of(model));
                add(table, List.of(file), input(file), out);
                continue;
            }
            Architecture architecture = Architecture.of(model);
            for (int side : sides) {
                InputSize size = new InputSize(side, side);
                add(table, made(architecture, size), size, out);
            }
        }
        if (times != null) {
            write(table.yaml(), times);
            out.println("times written to " + times);
        }
        out.flush();
        return 0;
    }

    private void check() {
        if (frames < 1 || classes < 1) {
            throw new UserError("--frames and --classes must be at least 1");
        }
        for (String precision : precisions) {
            if (!PRECISIONS.contains(precision)) {
                throw new UserError("--precision " + precision + ": float32 or int8");
            }
        }
    }

    private List<ModelFile> made(Architecture architecture, InputSize size) {
        List<ModelFile> made = new ArrayList<>();
        ModelFile exact = UntrainedModels.float32(architecture, classes, size);
        if (precisions.contains("float32")) {
            made.add(exact);
        }
        if (precisions.contains("int8")) {
            try (FrameSource source = FrameSource.open(video(), size.width(), size.height())) {
                Frame frame = source.next();
                if (frame == null) {
                    throw new RunError("no frame in " + video());
                }
                made.add(UntrainedModels.int8(exact, size, frame.source()));
            }
        }
        return made;
    }

    private void add(CameraTable table, List<ModelFile> files, InputSize size, PrintWriter out) {
        try (DetectBench bench = new DetectBench(files, size)) {
            bench.run(video(), size, frames).stream()
                    .sorted((one, other) -> one.precision().compareTo(other.precision()))
                    .forEach(time -> out.print(table.add(time)));
            out.flush();
        }
    }

    private static InputSize input(ModelFile file) {
        try (OnnxEngine engine =
                OnnxEngine.open(file, new EngineSettings(List.of(), 0, Convention.AUTO, Parallelism.onCpu(1, 1)))) {
            return engine.model().input();
        }
    }

    private Path video() {
        return video == null ? CacheFolder.path().resolve("vtest.avi") : video;
    }

    /** The processor's name, as Linux tells it, else its kind. */
    private static String machine() {
        int cores = Runtime.getRuntime().availableProcessors();
        String name = System.getProperty("os.arch");
        try {
            name = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(name);
        } catch (IOException e) {
            // another system than Linux
        }
        return "one core of " + cores + ", " + name;
    }

    private static void write(String yaml, Path file) {
        try {
            Files.writeString(file, yaml);
        } catch (IOException e) {
            throw new RunError("cannot write " + file + ": " + Reason.of(e), e);
        }
    }
}
