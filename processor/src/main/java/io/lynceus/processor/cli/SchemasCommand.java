package io.lynceus.processor.cli;

import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.SchemaRegistry;
import io.lynceus.processor.kafka.TopicNames;
import io.lynceus.schemas.Contracts;
import io.lynceus.schemas.JsonSchemas;
import io.lynceus.schemas.avro.CameraStatus;
import io.lynceus.schemas.avro.CountWindow;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.TrackEvent;
import io.lynceus.schemas.avro.ZoneEvent;
import io.lynceus.vision.Nearest;
import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The contracts of the topics, and a registry that has them. */
@Command(
        name = "schemas",
        description =
                "The contracts of the topics' records: prints them, checks and registers them in a schema registry.",
        synopsisSubcommandLabel = "print|check|register",
        mixinStandardHelpOptions = true)
final class SchemasCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "schemas: print, check or register?");
    }

    @Command(name = "print", description = "Prints one contract, or the names of all.", mixinStandardHelpOptions = true)
    int print(
            @Parameters(
                            arity = "0..1",
                            paramLabel = "NAME",
                            description = "Such as FrameDetections (default: the names).")
                    @Nullable
                    String name,
            @Option(names = "--json", description = "As a JSON Schema of what process --events json writes.")
                    boolean json) {
        Map<String, Schema> byName = new LinkedHashMap<>();
        contracts(TopicNames.DEFAULT).values().forEach(schema -> byName.put(schema.getName(), schema));
        PrintWriter out = spec.commandLine().getOut();
        if (name == null) {
            byName.keySet().forEach(out::println);
        } else {
            Schema schema = byName.get(name);
            if (schema == null) {
                throw new UserError("no contract '" + name + "'" + Nearest.question(name, byName.keySet())
                        + "; there are " + String.join(", ", byName.keySet()));
            }
            out.print(json ? JsonSchemas.of(schema) : Contracts.text(name));
        }
        out.flush();
        return 0;
    }

    @Command(
            name = "check",
            description =
                    "Says for each topic whether the registry would take its contract, by its own rules. Exit code 1"
                            + " when one is refused.",
            mixinStandardHelpOptions = true)
    int check(@Mixin BrokerOptions options) {
        Broker broker = options.broker();
        SchemaRegistry registry = registry(broker);
        boolean good = true;
        for (Map.Entry<String, Schema> one : contracts(broker.topics()).entrySet()) {
            Boolean compatible = asked(() -> registry.compatible(one.getKey(), one.getValue()));
            good &= compatible == null || compatible;
            say(one.getKey(), compatible == null ? "new" : compatible ? "compatible" : "NOT compatible");
        }
        return good ? 0 : 1;
    }

    @Command(
            name = "register",
            description = "Gives the registry the contract of each topic; what it has already stays.",
            mixinStandardHelpOptions = true)
    int register(@Mixin BrokerOptions options) {
        Broker broker = options.broker();
        SchemaRegistry registry = registry(broker);
        contracts(broker.topics())
                .forEach((topic, schema) -> say(topic, "id " + asked(() -> registry.register(topic, schema))));
        return 0;
    }

    private void say(String topic, String what) {
        spec.commandLine().getOut().printf("%-28s %s%n", topic, what);
        spec.commandLine().getOut().flush();
    }

    private static SchemaRegistry registry(Broker broker) {
        SchemaRegistry registry = SchemaRegistry.of(broker);
        if (registry == null) {
            throw new UserError("which registry? schema.registry.url in --kafka-config, or"
                    + " LYNCEUS_KAFKA_SCHEMA_REGISTRY_URL in the environment");
        }
        registry.require();
        return registry;
    }

    private interface Question<T> {
        @Nullable
        T ask();
    }

    private static <T> @Nullable T asked(Question<T> question) {
        try {
            return question.ask();
        } catch (SerializationException e) {
            throw new RunError(String.valueOf(e.getMessage()), e);
        }
    }

    private static Map<String, Schema> contracts(TopicNames topics) {
        Map<String, Schema> contracts = new LinkedHashMap<>();
        contracts.put(topics.packets(), EncodedPacket.getClassSchema());
        contracts.put(topics.detections(), FrameDetections.getClassSchema());
        contracts.put(topics.tracks(), TrackEvent.getClassSchema());
        contracts.put(topics.zoneEvents(), ZoneEvent.getClassSchema());
        contracts.put(topics.counts(), CountWindow.getClassSchema());
        contracts.put(topics.cameraStatus(), CameraStatus.getClassSchema());
        return contracts;
    }
}
