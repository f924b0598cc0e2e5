package io.lynceus.trainer.cli;

import io.lynceus.vision.Nearest;
import io.lynceus.vision.Reason;
import io.lynceus.vision.RunError;
import io.lynceus.vision.Unmended;
import io.lynceus.vision.UserError;
import io.lynceus.vision.Version;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The trainer's verbs. Exit codes: 0 done, 1 failed while running, 2 wrong usage or configuration. */
@Command(
        name = "lynceus",
        description = "YOLOv9 with programmable gradient information.",
        synopsisSubcommandLabel = "VERB",
        mixinStandardHelpOptions = true,
        subcommands = {
            TrainCommand.class,
            AblationCommand.class,
            ValidateCommand.class,
            PredictCommand.class,
            ExportCommand.class,
            QuantiseCommand.class,
            ImportCommand.class,
            WeightsCommand.class,
            ModelsCommand.class,
            BenchCommand.class
        })
public final class Main {
    /** How LibTorch says it, of a CPU's memory and of a GPU's. */
    private static final Pattern NO_MEMORY = Pattern.compile("can't allocate memory|CUDA out of memory");

    private static final String OUT_OF_MEMORY = "out of memory: make --batch or --imgsz smaller";

    private static final Pattern ASSIGNMENT = Pattern.compile("[a-zA-Z_]+[0-9]?=.*");

    /** Options that others call otherwise. */
    private static final Map<String, String> OTHER_NAMES = Map.of("project", "output", "close_mosaic", "closemosaic");

    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine().setOut(terminal(System.out)).execute(args));
    }

    /** Has its {@link PrintWriter#checkError} tell what went wrong with the stream, which picocli's own does not. */
    static PrintWriter terminal(PrintStream stream) {
        return new PrintWriter(stream, true);
    }

    /** The command line with its error handling, for main and for tests. */
    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Main());
        versioned(commandLine);
        return commandLine
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Main::wrongUsage)
                .setExecutionStrategy(Main::run)
                .setExecutionExceptionHandler(Main::oneLine);
    }

    private static void versioned(CommandLine command) {
        command.getCommandSpec().version(Version.text());
        command.getSubcommands().values().forEach(Main::versioned);
    }

    /** What is wrong; for a word that is no option or verb, with the one that may have been meant. */
    private static String words(CommandLine.ParameterException wrong) {
        CommandLine.Model.CommandSpec verb = wrong.getCommandLine().getCommandSpec();
        return Nearest.said(
                String.valueOf(wrong.getMessage()),
                wrong instanceof CommandLine.UnmatchedArgumentException unmatched
                        ? unmatched.getUnmatched()
                        : List.of(),
                verb.optionsMap().keySet(),
                verb.subcommands().keySet());
    }

    /** As other trainers take their options: imgsz=640. */
    private static String assignment(String word, CommandLine command) {
        String key = word.substring(0, word.indexOf('='));
        String option = Nearest.of(
                OTHER_NAMES.getOrDefault(key, key),
                command.getCommandSpec().optionsMap().keySet());
        return "options are given as --" + key + " VALUE here, not as " + word
                + (option == null
                        ? "; there is none of that name"
                        : " (did you mean " + option + " " + word.substring(key.length() + 1) + "?)");
    }

    private static int wrongUsage(CommandLine.ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        String words = IntStream.range(0, args.length)
                .filter(i -> i == 0 || !args[i - 1].startsWith("-"))
                .mapToObj(i -> args[i])
                // A file may have any name, and so may what follows an option.
                .filter(word -> ASSIGNMENT.matcher(word).matches() && !Files.exists(Path.of(word)))
                .findFirst()
                .map(word -> assignment(word, command))
                .orElseGet(() -> words(wrong));
        command.getErr()
                .println("lynceus: " + words + " (./" + command.getCommandSpec().qualifiedName() + " --help)");
        return CommandLine.ExitCode.USAGE;
    }

    private static int oneLine(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        command.getErr().println("lynceus: " + message(failure));
        if (System.getenv("LYNCEUS_DEBUG") != null) {
            failure.printStackTrace(command.getErr());
        }
        return failure instanceof UserError ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
    }

    /** Our own errors have a message for the user; LibTorch's go on for pages after the first line. */
    private static String message(Exception failure) {
        String message = failure.getMessage();
        if (failure instanceof UserError || failure instanceof RunError) {
            return String.valueOf(message);
        }
        if (failure instanceof UncheckedIOException && failure.getCause() instanceof IOException cause) {
            return message(cause);
        }
        if (failure instanceof IOException io) {
            String file =
                    io instanceof FileSystemException named && named.getFile() != null ? named.getFile() + ": " : "";
            return file + Reason.of(io);
        }
        if (message == null || message.isBlank()) {
            return "failed for a reason that it does not know; LYNCEUS_DEBUG=1 shows where";
        }
        return NO_MEMORY.matcher(message).find()
                ? OUT_OF_MEMORY
                : message.lines().findFirst().orElse(message);
    }

    /** Runs the verb. What the machine lacks (memory, room for libraries) is an Error, which picocli lets through. */
    private static int run(CommandLine.ParseResult parsed) {
        try {
            return new CommandLine.RunLast().execute(parsed);
        } catch (OutOfMemoryError | LinkageError e) {
            RunError said = Unmended.said(e, OUT_OF_MEMORY);
            throw new CommandLine.ExecutionException(parsed.commandSpec().commandLine(), said.getMessage(), said);
        }
    }
}
