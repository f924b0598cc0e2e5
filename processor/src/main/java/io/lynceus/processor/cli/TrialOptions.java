package io.lynceus.processor.cli;

import io.lynceus.processor.chaos.Trial;
import io.lynceus.processor.demo.DemoCameras;
import io.lynceus.processor.inference.OnnxOf;
import io.lynceus.vision.UserError;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What the verbs that put the product to the test have in common: who plays what before which model. */
final class TrialOptions {
    @Option(
            names = "--cameras",
            paramLabel = "N",
            defaultValue = "2",
            description =
                    "How many cameras play the video, every second one with B-frames (default: ${DEFAULT-VALUE}).")
    int cameras = 2;

    @Option(names = "--video", paramLabel = "FILE", description = "What they play (default: the demo's footage).")
    @Nullable
    Path video;

    @Option(names = "--model", paramLabel = "FILE", description = "ONNX model (default: the bundled one).")
    @Nullable
    Path model;

    /** @throws UserError when there is no such file */
    Path footage() {
        return footage(video);
    }

    /**
     * The absolute path of what cameras play.
     *
     * @param video null for the demo's footage
     * @throws UserError when there is no such file
     */
    static Path footage(@Nullable Path video) {
        Path footage = video == null ? Path.of(DemoCameras.footage().source()) : video;
        if (!Files.isRegularFile(footage)) {
            throw new UserError("--video " + footage + ": there is no such file");
        }
        return footage.toAbsolutePath();
    }

    /** Null for the bundled one. */
    @Nullable
    Path onnx() {
        return model == null ? null : OnnxOf.file(model).toAbsolutePath();
    }

    /** One that prints as it goes, and that a signal stops. */
    static Trial trial(CommandLine command, StopSignal stop) {
        PrintWriter out = command.getOut();
        return new Trial(
                Main.class,
                line -> {
                    out.println(line);
                    out.flush();
                },
                stop::asked,
                LedgerText::lines);
    }
}
