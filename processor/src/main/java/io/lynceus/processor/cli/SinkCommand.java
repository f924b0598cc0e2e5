package io.lynceus.processor.cli;

import picocli.CommandLine.Command;

/** Events on to other systems. */
@Command(
        name = "sink",
        description = "Hands events on to a database, a web address or an MQTT broker.",
        synopsisSubcommandLabel = "postgres|webhook|mqtt",
        mixinStandardHelpOptions = true,
        subcommands = {SinkPostgresCommand.class, SinkWebhookCommand.class, SinkMqttCommand.class})
final class SinkCommand {}
