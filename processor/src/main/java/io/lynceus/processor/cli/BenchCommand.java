package io.lynceus.processor.cli;

import picocli.CommandLine.Command;

/** What is measured; the trainer has its own. */
@Command(
        name = "bench",
        description = "Measures how fast a part is, beside what the machine could do at best.",
        synopsisSubcommandLabel = "WHAT",
        mixinStandardHelpOptions = true,
        subcommands = {
            BenchPipelineCommand.class,
            BenchLiveCommand.class,
            BenchTimesCommand.class,
            BenchDecodeCommand.class,
            BenchTrackingCommand.class
        })
final class BenchCommand {}
