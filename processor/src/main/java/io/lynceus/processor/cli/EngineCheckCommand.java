package io.lynceus.processor.cli;

import io.lynceus.processor.demo.DemoCameras;
import io.lynceus.processor.engines.EngineCheck;
import io.lynceus.processor.inference.BundledModel;
import io.lynceus.processor.inference.DetectorSettings;
import io.lynceus.vision.CacheFolder;
import io.lynceus.vision.UserError;
import io.lynceus.vision.engine.Engine;
import io.lynceus.vision.engine.choice.EngineKind;
import io.lynceus.vision.engine.choice.Engines;
import io.lynceus.vision.model.ModelFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "check",
        description = {
            "The same pictures through every engine that can work here: how far their answers lie apart, and how"
                    + " fast each is with batches",
            "of 1 to 32 pictures. Exit code 1 when they do not agree.",
        },
        mixinStandardHelpOptions = true)
final class EngineCheckCommand implements Callable<Integer> {
    @Option(names = "--model", paramLabel = "FILE", description = "An ONNX model (default: the bundled one).")
    private @Nullable Path model;

    @Option(
            names = "--video",
            paramLabel = "FILE",
            description = "Where the pictures are from (default: the demo's footage).")
    private @Nullable String video;

    @Option(names = "--pictures", paramLabel = "N", description = "Pictures to compare on (default: ${DEFAULT-VALUE}).")
    private int pictures = 32;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "Of each measurement, at least (default: ${DEFAULT-VALUE}).")
    private int seconds = 2;

    @Mixin
    private ConventionOption convention = new ConventionOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (pictures < 1 || seconds < 0) {
            throw new UserError("--pictures must be 1 or more, --seconds 0 or more");
        }
        PrintWriter out = spec.commandLine().getOut();
        ModelFile file = BundledModel.or(model);
        EngineCheck check = new EngineCheck(
                video == null ? DemoCameras.footage().source() : video, pictures, Duration.ofSeconds(seconds), line -> {
                    out.println(line);
                    out.flush();
                });
        boolean agree = true;
        try (Engine reference = EngineCheck.reference(file, convention.convention())) {
            check.run(reference);
            for (EngineKind kind : List.of(EngineKind.CUDA, EngineKind.TENSORRT)) {
                try (Engine other = new Engines(kind, CacheFolder.plans(), out::println)
                        .open(
                                file,
                                DetectorSettings.defaults()
                                        .with(convention.convention())
                                        .engine(),
                                EngineCheck.LARGEST)
                        .engine()) {
                    agree &= check.run(reference, other);
                } catch (UserError e) {
                    // Not there: nothing to compare with. What is there and fails ends the check.
                    out.println(e.getMessage());
                }
            }
        }
        return agree ? 0 : 1;
    }
}
