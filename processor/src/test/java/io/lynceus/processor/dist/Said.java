package io.lynceus.processor.dist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What a command said on both its streams, and how it ended. */
record Said(int exitCode, String text) {
    /** Stands for this process' own environment. */
    static final Map<String, String> SAME_ENVIRONMENT = Map.of();

    /**
     * Runs a command to its end, two minutes at most.
     *
     * @param environment all of its environment, or {@link #SAME_ENVIRONMENT}
     */
    static Said by(Path folder, List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path text = Files.createTempFile(folder, "said", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(text.toFile());
        if (!environment.equals(SAME_ENVIRONMENT)) {
            builder.environment().clear();
            builder.environment().putAll(environment);
        }
        Process process = builder.start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError(command + " is still there: " + Files.readString(text));
        }
        return new Said(process.exitValue(), Files.readString(text, StandardCharsets.UTF_8));
    }
}
