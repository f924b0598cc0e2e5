package io.lynceus.vision.pixels;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.javacpp.Loader;

/** FFmpeg's own program, which comes with its libraries: makes clips, and says how a player shows them. */
public final class FFmpegProgram {
    private FFmpegProgram() {}

    /** Runs it to its end; fails with what it says when it fails. */
    public static void run(List<String> arguments) {
        String program = Loader.load(ffmpeg.class);
        List<String> command = new ArrayList<>(List.of(program, "-v", "error", "-nostdin", "-y"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .put("LD_LIBRARY_PATH", Path.of(program).resolveSibling("").toString());
        try {
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(said);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The arguments are words between blanks, but for the files, which may have any name. */
    public static Path run(String arguments, Path result, Path... inputs) {
        List<String> words = new ArrayList<>();
        int next = 0;
        for (String word : arguments.split(" ")) {
            words.add(word.equals("FILE") ? inputs[next++].toString() : word);
        }
        words.add(result.toString().replace(File.separatorChar, '/'));
        run(words);
        return result;
    }
}
