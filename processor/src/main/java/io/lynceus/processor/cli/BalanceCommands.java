package io.lynceus.processor.cli;

import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.TopicFacts;
import io.lynceus.processor.kafka.TopicSetup;
import io.lynceus.processor.partitions.Balance;
import io.lynceus.processor.partitions.CameraPartitions;
import io.lynceus.processor.partitions.Claims;
import io.lynceus.vision.RunError;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Who is in which partition, and what is decided about that by hand. */
final class BalanceCommands {
    private BalanceCommands() {}

    /** Topics balance. */
    @Command(
            name = "balance",
            description = "Has capture give new cameras the partition with fewest, where packets were stored before"
                    + " that was so. Cameras that are or were at work keep their partition.",
            mixinStandardHelpOptions = true)
    static final class Begin implements Callable<Integer> {
        @Mixin
        private BrokerOptions options = new BrokerOptions();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            Broker broker = options.broker();
            int partitions = partitions(broker);
            try (StopSignal stop = StopSignal.install()) {
                print(spec.commandLine().getOut(), Balance.begin(broker, partitions, stop::asked), partitions);
            }
            return 0;
        }
    }

    /** Topics forget. */
    @Command(
            name = "forget",
            description = "Frees the places of cameras that are gone, for others.",
            mixinStandardHelpOptions = true)
    static final class Forget implements Callable<Integer> {
        @Parameters(arity = "1..*", paramLabel = "CAMERA", description = "A camera's name. Repeatable.")
        private List<String> cameras = List.of();

        @Option(
                names = "--at-work-too",
                description = "Also cameras that nobody has said to be gone; when they are captured anew they move to"
                        + " another partition, where their tracks and counts begin anew.")
        private boolean atWorkToo;

        @Mixin
        private BrokerOptions options = new BrokerOptions();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            Broker broker = options.broker();
            int partitions = partitions(broker);
            try (StopSignal stop = StopSignal.install()) {
                Claims claims = Balance.forget(broker, cameras, atWorkToo, stop::asked);
                print(spec.commandLine().getOut(), claims, partitions);
            }
            return 0;
        }
    }

    /** What {@code topics describe} says of it. */
    static void describe(PrintWriter out, Broker broker, List<TopicFacts> topics) {
        topics.stream()
                .filter(topic -> topic.name().equals(broker.topics().packets()))
                .findFirst()
                .ifPresent(packets -> describe(out, broker, packets));
    }

    private static void describe(PrintWriter out, Broker broker, TopicFacts packets) {
        try {
            print(out, CameraPartitions.read(broker, () -> false), packets.partitions());
        } catch (RunError e) {
            // Who may describe topics need not have the right to read one.
            out.println("cameras: " + e.getMessage());
        }
    }

    private static void print(PrintWriter out, Claims claims, int partitions) {
        BalanceText.lines(claims, partitions).forEach(out::println);
        out.flush();
    }

    private static int partitions(Broker broker) {
        try (TopicSetup topics = TopicSetup.open(broker)) {
            return topics.partitions();
        }
    }
}
