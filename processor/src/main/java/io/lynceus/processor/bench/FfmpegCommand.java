package io.lynceus.processor.bench;

import io.lynceus.vision.RunError;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine's own ffmpeg, where there is one: decode and scale, and throw the pictures away. */
final class FfmpegCommand {
    private final Path binary;

    private FfmpegCommand(Path binary) {
        this.binary = binary;
    }

    static Optional<FfmpegCommand> find() {
        String path = System.getenv("PATH");
        return Stream.of((path == null ? "" : path).split(File.pathSeparator))
                .map(folder -> Path.of(folder, "ffmpeg"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(FfmpegCommand::new);
    }

    /** Counts its start too, which is a few hundredths of a second. */
    Measured run(Path video, long frames, int threads) {
        List<String> words = List.of(
                binary.toString(),
                "-nostdin",
                "-loglevel",
                "error",
                "-threads",
                Integer.toString(threads),
                "-stream_loop",
                "-1",
                "-i",
                video.toString(),
                "-an",
                "-vf",
                "scale=640:640:flags=bilinear+accurate_rnd+full_chroma_int+full_chroma_inp",
                "-pix_fmt",
                "rgb24",
                "-frames:v",
                Long.toString(frames),
                "-f",
                "null",
                "-");
        try {
            Measured.Start start = Measured.Start.now();
            Process process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            int code = process.waitFor();
            if (code != 0) {
                throw new RunError(binary + " ended with " + code + " on " + video);
            }
            return new Measured(frames, start.until(frames).seconds(), Double.NaN);
        } catch (IOException e) {
            throw new RunError(binary + " does not run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunError("stopped", e);
        }
    }
}
