package io.lynceus.processor.inference;

import io.lynceus.vision.CacheFolder;
import io.lynceus.vision.Reason;
import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The ONNX file of whatever somebody names as a model: a file of that kind; published weights by name, from the cache
 * folder; or what the trainer makes of a name or a checkpoint, in a process of its own, because the trainer is another
 * program. Any thread.
 */
public final class OnnxOf {
    /** The launcher's path, as the launcher itself says it: without it there is no trainer to ask. */
    static final String LAUNCHER = "lynceus.launcher";

    /** The trainer's exit code where whoever asked is to ask otherwise. */
    private static final int WRONG_USAGE = 2;

    private static final Pattern NAME = Pattern.compile("[\\w-]+");
    private static final Pattern CHECKPOINT = Pattern.compile("(?i).*\\.(pt|ckpt|safetensors)");

    private final @Nullable String launcher;
    private final Path weights;

    /**
     * @param launcher that runs the trainer; null where there is none
     * @param weights where the trainer keeps published weights
     */
    OnnxOf(@Nullable String launcher, Path weights) {
        this.launcher = launcher;
        this.weights = weights;
    }

    /**
     * The file. What the trainer has to say goes to standard error.
     *
     * @param given a path, or the name of published weights
     * @throws UserError when it is a checkpoint or a name, and there is no way from it to a model
     * @throws RunError when the trainer failed while it made one
     */
    public static Path file(Path given) {
        return new OnnxOf(System.getProperty(LAUNCHER), CacheFolder.weights()).of(given);
    }

    Path of(Path given) {
        String text = given.toString();
        boolean name = NAME.matcher(text).matches() && !Files.exists(given);
        if (!name && !CHECKPOINT.matcher(text).matches()) {
            return given;
        }
        Path kept = name ? kept(weights.resolve(text), text) : null;
        if (kept != null) {
            return kept;
        }
        if (launcher == null) {
            throw new UserError("no model here for " + text
                    + ": only the trainer makes one. Where Lynceus is built, './lynceus weights get "
                    + text + " --path' prints the .onnx file to give with --model; or keep its folder at "
                    + weights);
        }
        return made(launcher, text);
    }

    /** As the trainer keeps it: NAME-WIDTHxHEIGHT.onnx; of several sizes the usual one. */
    private static @Nullable Path kept(Path folder, String name) {
        Path usual = folder.resolve(name + "-640x640.onnx");
        if (Files.exists(usual) || !Files.isDirectory(folder)) {
            return Files.exists(usual) ? usual : null;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".onnx"))
                    .sorted()
                    .findFirst()
                    .orElse(null);
        } catch (IOException e) {
            throw new RunError(folder + ": " + Reason.of(e), e);
        }
    }

    private static Path made(String launcher, String given) {
        try {
            Process trainer = new ProcessBuilder(List.of(launcher, "weights", "get", given, "--path"))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            trainer.getOutputStream().close();
            String out = new String(trainer.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            int code = trainer.waitFor();
            if (code != 0) {
                String none = "no model could be made of " + given + ", for the reason above";
                throw code == WRONG_USAGE ? new UserError(none) : new RunError(none);
            }
            return Path.of(out);
        } catch (IOException e) {
            throw new RunError("the trainer cannot be asked for " + given + ": " + Reason.of(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunError("interrupted", e);
        }
    }
}
