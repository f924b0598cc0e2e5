package io.lynceus.trainer.cli;

import io.lynceus.vision.UserError;
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
            ImportCommand.class,
            ModelsCommand.class,
            BenchCommand.class
        })
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The command line with its error handling, for main and for tests. */
    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Main::wrongUsage)
                .setExecutionExceptionHandler(Main::oneLine);
    }

    private static int wrongUsage(CommandLine.ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        command.getErr()
                .println("lynceus: " + wrong.getMessage() + " (./"
                        + command.getCommandSpec().qualifiedName() + " --help)");
        return CommandLine.ExitCode.USAGE;
    }

    private static int oneLine(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        command.getErr().println("lynceus: " + message);
        if (System.getenv("LYNCEUS_DEBUG") != null) {
            failure.printStackTrace(command.getErr());
        }
        return failure instanceof UserError ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
    }
}
