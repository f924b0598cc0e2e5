package io.lynceus.processor.chaos;

import io.lynceus.vision.UserError;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who takes part.
 *
 * @param cameras how many
 * @param videos what they play, again and again, the first camera the first one
 * @param model the model file, null for the bundled one
 * @param logs folder for what the processes print
 * @param settings of process, as {@code --set} takes them
 * @param captureJvm more options for capture's JVM
 * @param processJvm more options for the JVMs of process
 */
public record Cast(
        int cameras,
        List<Path> videos,
        @Nullable Path model,
        Path logs,
        List<String> settings,
        List<String> captureJvm,
        List<String> processJvm) {
    public Cast {
        videos = List.copyOf(videos);
        settings = List.copyOf(settings);
        captureJvm = List.copyOf(captureJvm);
        processJvm = List.copyOf(processJvm);
        if (cameras < 1) {
            throw new UserError("--cameras " + cameras + ": 1 or more");
        }
    }

    /** With the JVM as it is, and process too. */
    public Cast(int cameras, List<Path> videos, @Nullable Path model, Path logs) {
        this(cameras, videos, model, logs, List.of(), List.of(), List.of());
    }

    /** With other settings of process. */
    public Cast with(List<String> wanted) {
        return new Cast(cameras, videos, model, logs, wanted, captureJvm, processJvm);
    }

    /** What camera number {@code i} plays. */
    Path video(int i) {
        return videos.get(i % videos.size());
    }
}
