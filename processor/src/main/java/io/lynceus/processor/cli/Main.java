package io.lynceus.processor.cli;

import io.lynceus.processor.config.Redacted;
import io.lynceus.vision.UserError;
import java.io.PrintWriter;
import java.io.StringWriter;
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
        mixinStandardHelpOptions = true,
        subcommands = {
            DemoCommand.class,
            DetectCommand.class,
            CaptureCommand.class,
            ProcessCommand.class,
            TopicsCommand.class,
            TailCommand.class,
            LedgerCommand.class,
            BenchCommand.class,
            EngineCommand.class,
            ChaosCommand.class,
            SoakCommand.class
        })
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(LogSetup.STATUS);

    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The command line with its error handling, for main and for tests. */
    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(Main::wrongUsage)
                .setExecutionExceptionHandler(Main::oneLine);
    }

    private static int wrongUsage(CommandLine.ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        String message = Redacted.text(String.valueOf(wrong.getMessage()), given(List.of(args)));
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
