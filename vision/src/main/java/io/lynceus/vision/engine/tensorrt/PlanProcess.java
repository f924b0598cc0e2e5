package io.lynceus.vision.engine.tensorrt;

import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import io.lynceus.vision.model.ModelFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a plan made in a process of its own, which can be ended at any time, as TensorRT's builder in this one cannot:
 * the bindings have no way to be asked whether to go on. What the builder does not free, or breaks, ends with that
 * process.
 */
final class PlanProcess {
    /** In the folder that both share. */
    static final String MODEL = "model.onnx";

    static final String TIMINGS = "timings";
    static final String PLAN = "plan";
    static final String ERROR = "error";

    private static final Logger LOG = LoggerFactory.getLogger(PlanProcess.class);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration WORD = Duration.ofSeconds(30);

    private final Class<?> main;
    private final BooleanSupplier stopped;

    /** @param stopped asked again and again: whether there is to be no plan any more */
    PlanProcess(BooleanSupplier stopped) {
        this(PlanMain.class, stopped);
    }

    /** @param main of the process */
    PlanProcess(Class<?> main, BooleanSupplier stopped) {
        this.main = main;
        this.stopped = stopped;
    }

    /**
     * Blocks until the plan is there, for seconds to minutes.
     *
     * @param output the one that the plan gives
     * @param timings of earlier builds on the card, or none
     * @param folder empty, and the caller's to delete
     * @throws UserError when TensorRT cannot take the model
     * @throws RunError when it fails, or is to be no more
     */
    PlanCache.Made make(ModelFile file, String output, PlanRequest request, byte[] timings, Path folder)
            throws IOException {
        Files.write(folder.resolve(MODEL), file.bytes());
        Files.write(folder.resolve(TIMINGS), timings);
        List<String> command = command();
        command.addAll(PlanMain.arguments(folder, file, output, request));
        // Its input stays open as long as this process lives, by which it knows.
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        BuilderKernels.giveTo(builder.environment());
        Process process = builder.start();
        LastWords words = new LastWords(process.getErrorStream(), System.err);
        try {
            waitFor(process, file.name());
        } finally {
            // It is to write nothing any more when its folder goes.
            process.destroyForcibly().onExit().join();
        }
        if (process.exitValue() != 0) {
            // A signal from the terminal reaches both processes.
            refuseWhenStopped(file.name());
            throw failed(process.exitValue(), file.name(), folder.resolve(ERROR), words.what());
        }
        return new PlanCache.Made(
                Files.readAllBytes(folder.resolve(PLAN)), Files.readAllBytes(folder.resolve(TIMINGS)));
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // A signal ends it at once: no code of a library runs at its end, beside the builder's threads.
        command.add("-Xrs");
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("org.bytedeco."))
                .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        return command;
    }

    private void waitFor(Process process, String model) {
        long began = System.nanoTime();
        long said = began;
        try {
            while (!process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                refuseWhenStopped(model);
                if (System.nanoTime() - said > WORD.toNanos()) {
                    said = System.nanoTime();
                    LOG.info("still making the plan of {}, for {} s", model, (said - began) / 1_000_000_000);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunError("stopped while TensorRT's plan of " + model + " was made", e);
        }
    }

    private void refuseWhenStopped(String model) {
        if (stopped.getAsBoolean()) {
            throw new RunError("stopped while TensorRT's plan of " + model + " was made");
        }
    }

    private static RuntimeException failed(int code, String model, Path error, String what) {
        String said = said(error);
        if (said.isBlank() && !what.isEmpty()) {
            return new RunError(BuilderErrors.line(model, ": " + what));
        }
        if (said.isBlank()) {
            return new RunError("TensorRT's builder ended with code " + code + " while it made the plan of " + model
                    + ", and left no reason");
        }
        return code == PlanMain.REFUSED ? new UserError(said) : new RunError(said);
    }

    /** What it wrote before it ended: nothing where it could not, as after a fault in native code or on a full disk. */
    private static String said(Path error) {
        try {
            return Files.readString(error, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
