package io.lynceus.processor.chaos;

import io.lynceus.processor.kafka.BrokerEnvironment;
import io.lynceus.vision.RunError;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A verb as a process of its own. One thread. */
final class Child implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;

    private final String name;
    private final Process process;
    private final Path log;

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a verb with this JVM's Java, class path and options.
     *
     * @param name for messages
     * @param jvm more options for the JVM
     * @param main the program's main class
     * @param log what it prints is added there
     */
    static Child start(String name, List<String> jvm, Class<?> main, List<String> arguments, Path log) {
        List<String> command = new ArrayList<>(JavaCommand.sameAsThis());
        command.addAll(jvm);
        command.add(Leash.class.getName());
        command.add(main.getName());
        command.addAll(arguments);
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            // What the environment says of a broker is about the user's, not this one.
            builder.environment().keySet().removeIf(BrokerEnvironment::names);
            return new Child(name, builder.start(), log);
        } catch (IOException e) {
            throw new RunError("the child process " + command.get(0) + " did not start: " + e.getMessage(), e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Sees that it runs; it should, as long as nobody ends it. */
    void check() {
        if (!process.isAlive()) {
            throw new RunError(name + " ended by itself with exit code " + process.exitValue() + ": " + lastWords());
        }
    }

    /** SIGKILL; returns when it is gone. */
    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunError("stopped while killing " + name, e);
        }
    }

    /** SIGSTOP: alive, and deaf. */
    void freeze() {
        signal("-STOP");
    }

    /** SIGCONT. */
    void thaw() {
        signal("-CONT");
    }

    private void signal(String signal) {
        try {
            int exit = new ProcessBuilder("kill", signal, Long.toString(pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new RunError("kill " + signal + " " + pid() + " failed with exit code " + exit);
            }
        } catch (IOException e) {
            throw new RunError("signals need the program kill: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunError("stopped while signalling " + name, e);
        }
    }

    /** SIGTERM, as Ctrl-C; waits for the end and kills what does not end in time. The exit code. */
    int stop() {
        // Not process.destroy(), which also lets go of the leash.
        process.toHandle().destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                kill();
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunError("stopped while waiting for " + name, e);
        }
    }

    /** The last line that it printed. */
    String lastWords() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .reduce((before, last) -> last)
                    .orElse("it said nothing");
        } catch (IOException e) {
            return "its log " + log + " cannot be read";
        }
    }

    /** Kills it if it runs. */
    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** How this JVM was started, without agents and the program. */
    private static final class JavaCommand {
        static List<String> sameAsThis() {
            List<String> command = new ArrayList<>();
            command.add(String.join(File.separator, System.getProperty("java.home"), "bin", "java"));
            java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                    .filter(option -> option.startsWith("-D") || option.startsWith("-X"))
                    .forEach(command::add);
            command.add("-cp");
            command.add(System.getProperty("java.class.path"));
            return command;
        }
    }
}
