package io.lynceus.processor.cli;

import picocli.CommandLine.Command;

/** What runs the models, and what it keeps. */
@Command(
        name = "engine",
        description =
                "The engines of this machine: what can work, whether they agree, and the plans that TensorRT keeps.",
        synopsisSubcommandLabel = "WHAT",
        mixinStandardHelpOptions = true,
        subcommands = {
            EngineInfoCommand.class,
            EngineBuildCommand.class,
            EngineListCommand.class,
            EngineRemoveCommand.class,
            EngineCheckCommand.class
        })
final class EngineCommand {}
