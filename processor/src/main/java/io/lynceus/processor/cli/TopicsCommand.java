package io.lynceus.processor.cli;

import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.TopicFacts;
import io.lynceus.processor.kafka.TopicLayout;
import io.lynceus.processor.kafka.TopicSetup;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The topics: create, describe. */
@Command(
        name = "topics",
        description = "Creates or describes the topics.",
        synopsisSubcommandLabel = "create|describe",
        mixinStandardHelpOptions = true)
final class TopicsCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "topics: create or describe?");
    }

    @Command(
            name = "create",
            description =
                    "Makes the topics that are missing; sets the record size of all, and how many copies must be in sync.",
            mixinStandardHelpOptions = true)
    int create(
            @Mixin BrokerOptions options,
            @Option(
                            names = "--partitions",
                            paramLabel = "N",
                            defaultValue = "4",
                            description = "Of packets and detections: as many stream threads can share the cameras"
                                    + " (default: ${DEFAULT-VALUE}).")
                    int partitions,
            @Option(
                            names = "--replication",
                            paramLabel = "N",
                            defaultValue = "1",
                            description =
                                    "Copies of each partition, at most the number of brokers; of three or more all but one"
                                            + " must have a record before it counts as stored (default: ${DEFAULT-VALUE}).")
                    int replication,
            @Option(
                            names = "--max-message-bytes",
                            paramLabel = "BYTES",
                            defaultValue = "33554432",
                            description = "The largest record, a keyframe (default: ${DEFAULT-VALUE}).")
                    int maxMessageBytes) {
        PrintWriter out = spec.commandLine().getOut();
        Broker broker = options.broker();
        try (TopicSetup topics = TopicSetup.open(broker)) {
            List<String> made = topics.create(new TopicLayout(partitions, replication, maxMessageBytes));
            topics.describe()
                    .forEach(topic ->
                            out.println(topic.name() + (made.contains(topic.name()) ? ": created" : ": was there")));
        }
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    @Command(
            name = "describe",
            description = "Shows the topics as the broker has them.",
            mixinStandardHelpOptions = true)
    int describe(@Mixin BrokerOptions options) {
        PrintWriter out = spec.commandLine().getOut();
        Broker broker = options.broker();
        try (TopicSetup topics = TopicSetup.open(broker)) {
            List<TopicFacts> facts = topics.describe();
            if (facts.isEmpty()) {
                out.println("no topics of ours: ./lynceus topics create " + broker.options());
            } else {
                out.printf(
                        "%-22s %10s %11s %8s %12s  %s%n",
                        "TOPIC", "PARTITIONS", "REPLICATION", "IN SYNC", "MAX RECORD", "RETENTION");
                facts.forEach(topic -> out.printf(
                        "%-22s %10d %11d %8d %12s  %s%n",
                        topic.name(),
                        topic.partitions(),
                        topic.replication(),
                        topic.leastInSync(),
                        (topic.maxMessageBytes() >> 20) + " MiB",
                        retention(topic.retentionMillis())));
            }
        }
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    private static String retention(long millis) {
        return millis < 0 ? "for ever" : millis / 3_600_000 + " h";
    }
}
