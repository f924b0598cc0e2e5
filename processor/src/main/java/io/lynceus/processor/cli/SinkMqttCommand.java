package io.lynceus.processor.cli;

import io.lynceus.processor.sinks.Mqtt;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Zone events to an MQTT broker. */
@Command(
        name = "mqtt",
        description = "Publishes each zone event as JSON to PREFIX/CAMERA/ZONE (MQTT 5, quality of service 1), at least"
                + " once and those of a camera in order, until Ctrl-C.",
        mixinStandardHelpOptions = true)
final class SinkMqttCommand implements Callable<Integer> {
    private static final String PASSWORD = "LYNCEUS_MQTT_PASSWORD";

    @Mixin
    DeliveryOptions options = new DeliveryOptions();

    @Option(
            names = "--url",
            required = true,
            paramLabel = "URL",
            description = "The MQTT broker: tcp://HOST:1883, or ssl://HOST:8883, verified against what Java trusts.")
    String url = "";

    @Option(
            names = "--prefix",
            paramLabel = "NAME",
            defaultValue = "lynceus/zone-events",
            description = "What each topic begins with (default: ${DEFAULT-VALUE}).")
    String prefix = "";

    @Option(
            names = "--client",
            paramLabel = "NAME",
            description = "The client's name for the MQTT broker (default: another one each time).")
    @Nullable
    String client;

    @Option(names = "--user", paramLabel = "NAME", description = "The MQTT broker's user (default: none).")
    @Nullable
    String user;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "Its first line is the password (default: " + PASSWORD + " in the environment).")
    @Nullable
    Path passwordFile;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        String password = Credential.read("--password-file", passwordFile, PASSWORD);
        String name = client == null ? "lynceus-" + UUID.randomUUID() : client;
        try (Mqtt mqtt = new Mqtt(url, name, prefix, user, password)) {
            options.run(mqtt, "lynceus-mqtt", spec.commandLine().getErr());
        }
        return 0;
    }
}
