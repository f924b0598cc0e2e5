package io.lynceus.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.broker.EmbeddedBroker;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.ClientSettings;
import io.lynceus.processor.kafka.TopicLayout;
import io.lynceus.processor.kafka.TopicNames;
import io.lynceus.processor.kafka.TopicSetup;
import io.lynceus.processor.sinks.SentEvents;
import io.lynceus.schemas.Contracts;
import io.lynceus.schemas.avro.FrameDetections;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of EVENTS.md that can run here, as they stand there: clients that are none of ours read the events. */
class EventsPageIT {
    /** Where {@code .ci/run} puts kafkajs, avsc and fastavro. */
    private static final Path CLIENTS = Path.of(
            System.getProperty("lynceus.cache", System.getProperty("user.home") + "/.cache/lynceus"), "clients");

    @TempDir
    Path folder;

    private final List<FrameDetections> events = SentEvents.events(30, Instant.parse("2027-01-31T08:00:00Z"));

    @Test
    void kafkajsReadsTheEvents() throws Exception {
        Assumptions.assumeTrue(
                Files.isDirectory(CLIENTS.resolve("node_modules/avsc")),
                "needs node, kafkajs and avsc: .ci/run fetches them");
        try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
            sent(broker.connection());
            assertThat(node(broker.connection(), "js", 0, "http://none"))
                    .containsExactlyInAnyOrderElementsOf(expected());
        }
    }

    /** Our writer, Apicurio's registry, and a reader that is none of ours; and our own. */
    @Test
    void kafkajsReadsTheEventsWithARegistry() throws Exception {
        Assumptions.assumeTrue(
                Apicurio.there() && Files.isDirectory(CLIENTS.resolve("node_modules/@kafkajs")),
                "needs Apicurio's registry, node and kafkajs: .ci/run fetches them");
        try (EmbeddedBroker embedded = EmbeddedBroker.start(0);
                Apicurio registry = Apicurio.start(folder.resolve("apicurio.log"))) {
            Path settings = Files.writeString(
                    folder.resolve("client.properties"), "schema.registry.url=" + registry.url() + "\n");
            String[] options = {"--bootstrap", embedded.connection().bootstrap(), "--kafka-config", settings.toString()
            };
            assertThat(schemas("check", options).out()).contains("lynceus.detections           new");
            Verb registered = schemas("register", options);
            assertThat(registered.exitCode()).as(registered.err()).isZero();
            assertThat(registered.out().lines()).hasSize(6).allMatch(line -> line.matches("lynceus\\.\\S+ +id \\d+"));
            assertThat(schemas("check", options).out().lines())
                    .hasSize(6)
                    .allMatch(line -> line.endsWith(" compatible"));

            Broker broker = new Broker(
                    embedded.connection().bootstrap(),
                    new ClientSettings(Map.of("schema.registry.url", registry.url(), "auto.register.schemas", "false")),
                    TopicNames.DEFAULT);
            sent(broker);
            assertThat(node(broker, "js", 1, registry.url())).containsExactlyInAnyOrderElementsOf(expected());
            Verb tail = Verb.run(Stream.concat(
                            Stream.of("tail", "--json", "--from-beginning", "--count=" + events.size()),
                            Stream.of(options))
                    .toArray(String[]::new));
            assertThat(tail.out().lines())
                    .containsExactlyInAnyOrderElementsOf(
                            events.stream().map(FrameDetections::toString).toList());
        }
    }

    private static Verb schemas(String what, String... options) {
        return Verb.run(
                Stream.concat(Stream.of("schemas", what), Stream.of(options)).toArray(String[]::new));
    }

    @Test
    @Tag("fastavro")
    void fastavroReadsAnEvent() throws Exception {
        Assumptions.assumeTrue(
                Files.isDirectory(CLIENTS.resolve("fastavro")), "needs Python and fastavro: .ci/run fetches it");
        Files.writeString(folder.resolve("FrameDetections.avsc"), Contracts.text("FrameDetections"));
        Path script = Files.writeString(folder.resolve("read.py"), example("python", 0));
        ProcessBuilder builder = new ProcessBuilder("python3", script.toString()).directory(folder.toFile());
        builder.environment().put("PYTHONPATH", CLIENTS.toString());
        Process python = builder.redirectErrorStream(true).start();
        FrameDetections event = events.get(3);
        python.getOutputStream()
                .write(Objects.requireNonNull(
                        Broker.at("x:1").codecs().detections().serializer().serialize("t", event)));
        python.getOutputStream().close();
        assertThat(new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(line(event) + " 2027-01-31T08:00:00.300000+00:00\n");
    }

    private List<String> expected() {
        return events.stream().map(EventsPageIT::line).toList();
    }

    private static String line(FrameDetections event) {
        return event.getCamera() + " " + event.getSequence() + " " + event.getStatus() + " "
                + event.getDetections().size();
    }

    private void sent(Broker broker) {
        try (TopicSetup topics = TopicSetup.open(broker)) {
            topics.create(TopicLayout.DEFAULT);
        }
        SentEvents.send(broker, events);
    }

    /** What an example prints, up to as many lines as there are events. */
    private List<String> node(Broker broker, String language, int number, String registry)
            throws IOException, InterruptedException {
        Files.writeString(folder.resolve("FrameDetections.avsc"), Contracts.text("FrameDetections"));
        Path script = Files.writeString(folder.resolve("read.js"), example(language, number));
        ProcessBuilder builder = new ProcessBuilder("node", script.toString())
                .directory(folder.toFile())
                .redirectError(folder.resolve("errors").toFile());
        builder.environment().put("NODE_PATH", CLIENTS.resolve("node_modules").toString());
        builder.environment().put("BOOTSTRAP", broker.bootstrap());
        builder.environment().put("REGISTRY", registry);
        Process node = builder.start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(node.getInputStream(), StandardCharsets.UTF_8))) {
            String line = "";
            while (lines.size() < events.size() && (line = out.readLine()) != null) {
                lines.add(line);
            }
            assertThat(lines).as(Files.readString(folder.resolve("errors"))).isNotEmpty();
        } finally {
            node.destroyForcibly().waitFor(5, TimeUnit.MINUTES);
        }
        return lines;
    }

    /** A block of the page in a language. */
    private static String example(String language, int number) throws IOException {
        Matcher block = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../EVENTS.md")));
        for (int i = 0; i <= number; i++) {
            assertThat(block.find()).isTrue();
        }
        return block.group(1);
    }
}
