package io.lynceus.processor.cli;

import picocli.CommandLine.Command;

/** Events on to other systems. */
@Command(
        name = "sink",
        description = "Hands events on to a database, a web address or an MQTT broker.",
        synopsisSubcommandLabel = "postgres",
        mixinStandardHelpOptions = true,
        subcommands = SinkPostgresCommand.class)
final class SinkCommand {}
