package io.lynceus.processor.cli;

import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.SettingDifference;
import io.lynceus.processor.kafka.TopicFacts;
import io.lynceus.processor.kafka.TopicLayout;
import io.lynceus.processor.kafka.TopicSetup;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The topics: create, alter, describe, and who is in which partition. */
@Command(
        name = "topics",
        description = "Creates, alters or describes the topics, and says which camera is in which partition.",
        synopsisSubcommandLabel = "create|alter|describe|balance|forget",
        subcommands = {BalanceCommands.Begin.class, BalanceCommands.Forget.class},
        mixinStandardHelpOptions = true)
final class TopicsCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "topics: create, alter, describe, balance or forget?");
    }

    @Command(
            name = "create",
            description = "Makes the topics that are missing, and says what of the others is not as it was asked for.",
            mixinStandardHelpOptions = true)
    int create(
            @Mixin BrokerOptions options,
            @Option(
                            names = "--partitions",
                            paramLabel = "N",
                            description = "Of packets, detections and what is written with them: as many stream threads"
                                    + " can share the cameras (default: as the packets have, 4 where they are new).")
                    @Nullable
                    Integer partitions,
            @Option(
                            names = "--replication",
                            paramLabel = "N",
                            description = "Copies of each partition, at most the number of brokers; of three or more"
                                    + " all but one"
                                    + " must have a record before it counts as stored (default: as the packets"
                                    + " have, 1 where they are new).")
                    @Nullable
                    Integer replication,
            @Mixin TopicOptions wanted) {
        PrintWriter out = spec.commandLine().getOut();
        TopicLayout usual = wanted.layout(
                Objects.requireNonNullElse(partitions, TopicLayout.DEFAULT.partitions()),
                Objects.requireNonNullElse(replication, TopicLayout.DEFAULT.replication()));
        Broker broker = options.broker();
        try (TopicSetup topics = TopicSetup.open(broker)) {
            TopicLayout layout = topics.describe().stream()
                    .filter(topic -> topic.name().equals(broker.topics().packets()))
                    .findFirst()
                    .map(packets -> wanted.layout(
                            Objects.requireNonNullElse(partitions, packets.partitions()),
                            Objects.requireNonNullElse(replication, packets.replication())))
                    .orElse(usual);
            List<String> made = topics.create(layout);
            List<SettingDifference> differences = topics.differences(layout).stream()
                    .filter(one -> !made.contains(one.topic()))
                    .toList();
            for (String topic : broker.topics().all()) {
                out.println(topic + (made.contains(topic) ? ": created" : ": was there"));
                differences.stream()
                        .filter(one -> one.topic().equals(topic))
                        .forEach(one -> out.println(
                                "  " + one.key() + " is " + one.isText() + ", asked for was " + one.wantedText()));
            }
            if (!differences.isEmpty()) {
                out.println("What differs is changed by: " + TopicsText.alter(broker, layout, differences));
            }
            if (made.contains(broker.topics().packets())) {
                out.println(DiskText.of(wanted.bitrate, layout.retention(), wanted.cameras, layout.replication()));
            } else {
                disk(out, topics.describe(), broker, wanted);
            }
        }
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    @Command(
            name = "alter",
            description =
                    "Gives topics that are there the settings that create would give them. How long records stay is"
                            + " changed only when it is said: a shorter time deletes records. Partitions and"
                            + " replication stay.",
            mixinStandardHelpOptions = true)
    int alter(@Mixin BrokerOptions options, @Mixin TopicOptions wanted) {
        PrintWriter out = spec.commandLine().getOut();
        TopicLayout layout = wanted.layout(TopicLayout.DEFAULT.partitions(), TopicLayout.DEFAULT.replication());
        Broker broker = options.broker();
        try (TopicSetup topics = TopicSetup.open(broker)) {
            List<SettingDifference> differences = topics.differences(layout).stream()
                    .filter(one -> !one.retention() || TopicsText.said(one, broker.topics(), wanted))
                    .toList();
            topics.mend(differences);
            differences.forEach(one ->
                    out.println(one.topic() + ": " + one.key() + " was " + one.isText() + ", is " + one.wantedText()));
            if (differences.isEmpty()) {
                out.println("The topics are as asked for.");
            }
            disk(out, topics.describe(), broker, wanted);
        }
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    @Command(
            name = "describe",
            description = "Shows the topics as the broker has them, and which camera is in which partition.",
            mixinStandardHelpOptions = true)
    int describe(@Mixin BrokerOptions options) {
        PrintWriter out = spec.commandLine().getOut();
        Broker broker = options.broker();
        try (TopicSetup topics = TopicSetup.open(broker)) {
            List<TopicFacts> facts = topics.describe();
            if (facts.isEmpty()) {
                out.println("no topics of ours: ./lynceus topics create " + broker.options());
            } else {
                TopicsText.table(facts).forEach(out::println);
                BalanceCommands.describe(out, broker, facts);
            }
        }
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    /** What the packets will take, with the retention and the copies that they have now. */
    private static void disk(PrintWriter out, List<TopicFacts> topics, Broker broker, TopicOptions wanted) {
        for (TopicFacts topic : topics) {
            if (topic.name().equals(broker.topics().packets())) {
                out.println(
                        topic.retentionMillis() < 0
                                ? "Packets stay for ever: the disk fills up."
                                : DiskText.of(
                                        wanted.bitrate,
                                        Duration.ofMillis(topic.retentionMillis()),
                                        wanted.cameras,
                                        topic.replication()));
            }
        }
    }
}
