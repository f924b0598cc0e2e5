package io.lynceus.processor.cli;

import io.lynceus.processor.config.Redacted;
import io.lynceus.vision.Nearest;
import io.lynceus.vision.RunError;
import io.lynceus.vision.Unmended;
import io.lynceus.vision.UserError;
import io.lynceus.vision.Version;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The processor's verbs. Exit codes: 0 done, 1 failed while running, 2 wrong usage or configuration. */
@Command(
        name = "lynceus",
        description = "Cameras to packets to detections.",
        synopsisSubcommandLabel = "VERB",
        mixinStandardHelpOptions = true)
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(LogSetup.STATUS);

    private static final List<Class<?>> VERBS = List.of(
            DemoCommand.class,
            DetectCommand.class,
            CaptureCommand.class,
            ProcessCommand.class,
            TopicsCommand.class,
            TailCommand.class,
            LedgerCommand.class,
            SinkCommand.class,
            SchemasCommand.class,
            ClipCommand.class,
            SnapshotCommand.class,
            ZonesCommand.class,
            PlanCommand.class,
            BenchCommand.class,
            EngineCommand.class,
            ChaosCommand.class,
            SoakCommand.class);

    private static final String OUT_OF_MEMORY = "Java's memory does not suffice: JAVA_OPTS=-Xmx2g gives it more";

    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine(List.of(args)).setOut(terminal(System.out)).execute(args));
    }

    /** Has its {@link PrintWriter#checkError} tell what went wrong with the stream, which picocli's own does not. */
    static PrintWriter terminal(PrintStream stream) {
        return new PrintWriter(stream, true);
    }

    /** The command line of all verbs, with its error handling, for tests. */
    static CommandLine commandLine() {
        return commandLine(List.of());
    }

    /**
     * The command line with its error handling.
     *
     * @param args what it is to be told: of the verb that they begin with it is made alone, since to make all of them
     *     takes a fifth of a second; where they begin with none it is of all
     */
    static CommandLine commandLine(List<String> args) {
        List<Class<?>> asked = VERBS.stream()
                .filter(verb -> args.stream().limit(1).anyMatch(name(verb)::equals))
                .toList();
        CommandLine commandLine = new CommandLine(new Main());
        (asked.isEmpty() ? VERBS : asked).forEach(verb -> commandLine.addSubcommand(new CommandLine(verb)));
        explained(commandLine);
        return commandLine
                .setUsageHelpAutoWidth(true)
                .setExecutionStrategy(Main::run)
                .setParameterExceptionHandler(Main::wrongUsage)
                .setExecutionExceptionHandler(Main::oneLine);
    }

    private static String name(Class<?> verb) {
        return verb.getAnnotation(Command.class).name();
    }

    /** Gives each verb its version, and what the environment can say to all of them. */
    private static void explained(CommandLine command) {
        command.getCommandSpec().version(Version.text());
        List<String> footer =
                new ArrayList<>(List.of(command.getCommandSpec().usageMessage().footer()));
        footer.add("");
        footer.add("LYNCEUS_LOG=info or debug in the environment has the log say more.");
        command.getCommandSpec().usageMessage().footer(footer.toArray(String[]::new));
        command.getSubcommands().values().forEach(Main::explained);
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

    /** Runs the verb. What the machine lacks (memory, room for libraries) is an Error, which picocli lets through. */
    private static int run(CommandLine.ParseResult parsed) {
        try {
            return new CommandLine.RunLast().execute(parsed);
        } catch (OutOfMemoryError | LinkageError e) {
            RunError said = Unmended.said(e, OUT_OF_MEMORY);
            throw new CommandLine.ExecutionException(parsed.commandSpec().commandLine(), said.getMessage(), said);
        }
    }

    private static int wrongUsage(CommandLine.ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        String message = Redacted.text(words(wrong), given(List.of(args)));
        command.getErr()
                .println("lynceus: " + message + " (./"
                        + command.getCommandSpec().qualifiedName() + " --help)");
        return CommandLine.ExitCode.USAGE;
    }

    /** The arguments, and what stands behind an option's equals sign, which a message may quote alone. */
    private static List<String> given(List<String> arguments) {
        return arguments.stream()
                .flatMap(argument -> Stream.of(argument, argument.substring(argument.indexOf('=') + 1)))
                .toList();
    }

    private static int oneLine(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        // What is wrong is quoted, and may be a camera's URL.
        List<String> given = given(parsed.originalArgs());
        String message = Redacted.text(failure.getMessage() == null ? failure.toString() : failure.getMessage(), given);
        if (LOG.isErrorEnabled()) {
            LOG.error(message);
        } else {
            command.getErr().println("lynceus: " + message);
        }
        if (System.getenv("LYNCEUS_DEBUG") != null) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            command.getErr().print(Redacted.text(trace.toString(), given));
        }
        return failure instanceof UserError ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
    }
}
