package io.lynceus.processor.chaos;

import io.lynceus.processor.broker.EmbeddedBroker;
import io.lynceus.processor.config.CameraZones;
import io.lynceus.processor.config.LineConfig;
import io.lynceus.processor.config.Point;
import io.lynceus.processor.config.ZoneConfig;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.TopicLayout;
import io.lynceus.processor.kafka.TopicSetup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A broker in this process, and capture and process as processes of their own. One thread. */
final class Cluster implements AutoCloseable {
    private final Cast cast;
    private final Class<?> main;
    private final Path folder;
    private final int port;
    private final List<Child> processors = new ArrayList<>();
    private EmbeddedBroker broker;
    private @Nullable Child capture;

    /** @param folder for the broker's data and the processes' states */
    Cluster(Cast cast, Class<?> main, Path folder) {
        this.cast = cast;
        this.main = main;
        this.folder = folder;
        broker = EmbeddedBroker.start(0, folder.resolve("broker"));
        port = Integer.parseInt(connection().bootstrap().replaceAll(".*:", ""));
        try (TopicSetup topics = TopicSetup.open(connection())) {
            topics.create(TopicLayout.DEFAULT);
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    Broker connection() {
        return broker.connection();
    }

    void startCapture() {
        List<String> arguments =
                new ArrayList<>(List.of("capture", "--bootstrap", connection().bootstrap(), "--loop", "forever"));
        for (int i = 0; i < cast.cameras(); i++) {
            arguments.add("--camera");
            arguments.add("camera-" + (i + 1) + "=" + cast.video(i));
        }
        capture = Child.start(
                "capture", cast.captureJvm(), main, arguments, cast.logs().resolve("capture.log"));
    }

    /** Starts instance {@code i}, or starts it again with the state that it had. */
    void startProcessor(int i) {
        Child child = processor("process-" + (i + 1), "lynceus-chaos");
        if (i == processors.size()) {
            processors.add(child);
        } else {
            processors.set(i, child);
        }
    }

    /** One that nobody disturbs, with an application id of its own: it sees every packet from the first on. */
    Child startUndisturbed() {
        Child child = processor("undisturbed", "lynceus-undisturbed", "--also");
        processors.add(child);
        return child;
    }

    private Child processor(String name, String application, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "process",
                "--bootstrap",
                connection().bootstrap(),
                "--application-id",
                application,
                "--state",
                folder.resolve(name).toString()));
        arguments.addAll(List.of("--set", "analytics.window=5", "--set", "analytics.cameras=" + zones()));
        arguments.addAll(List.of(more));
        for (String setting : cast.settings()) {
            arguments.addAll(List.of("--set", setting));
        }
        Path model = cast.model();
        if (model != null) {
            arguments.addAll(List.of("--model", model.toString()));
        }
        return Child.start(name, cast.processJvm(), main, arguments, cast.logs().resolve(name + ".log"));
    }

    /** A zone in the middle of each camera's picture, and a line across. */
    private String zones() {
        CameraZones zones = new CameraZones(
                List.of(new ZoneConfig(
                        "middle",
                        List.of(new Point(0.25, 0.3), new Point(0.75, 0.3), new Point(0.75, 0.9), new Point(0.25, 0.9)),
                        null,
                        null,
                        null,
                        null,
                        null,
                        2.0,
                        1,
                        null)),
                List.of(new LineConfig("across", new Point(0.5, 0), new Point(0.5, 1))));
        return IntStream.rangeClosed(1, cast.cameras())
                .mapToObj(camera -> "camera-" + camera + ": " + zones.json())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    Child processor(int i) {
        return processors.get(i);
    }

    Child capture() {
        if (capture == null) {
            throw new IllegalStateException("capture has not been started");
        }
        return capture;
    }

    /** Stops all of process as Ctrl-C does. */
    void stopProcessors() {
        processors.forEach(Child::stop);
        processors.clear();
    }

    void restartBroker() {
        broker.close();
        broker = EmbeddedBroker.start(port, folder.resolve("broker"));
    }

    /** Sees that what should run runs. */
    void check() {
        processors.forEach(Child::check);
        if (capture != null) {
            capture.check();
        }
    }

    /** Ends capture in good order: each epoch with its marker. */
    void stopCapture() {
        capture().stop();
        capture = null;
    }

    @Override
    public void close() {
        processors.forEach(Child::close);
        if (capture != null) {
            capture.close();
        }
        broker.close();
    }
}
