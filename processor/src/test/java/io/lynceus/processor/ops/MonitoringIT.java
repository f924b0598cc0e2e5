package io.lynceus.processor.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lynceus.processor.broker.EmbeddedBroker;
import io.lynceus.processor.broker.SteadyPort;
import io.lynceus.processor.cli.ChildVerb;
import io.lynceus.processor.decode.TestClips;
import io.lynceus.processor.kafka.TopicLayout;
import io.lynceus.processor.kafka.TopicSetup;
import io.lynceus.vision.engine.TinyModel;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The dashboards' and alerts' queries against a real Prometheus that scrapes capture and process with faults in them.
 */
class MonitoringIT {
    private static final Pattern ADDRESS = Pattern.compile("at (http://127.0.0.1:\\d+)");

    /** Which cameras each alert is about while the faults last; of all others none. */
    private static final Map<String, Set<String>> FAULTS = Map.of(
            "LynceusCameraSilent", Set.of("dead"),
            "LynceusCameraRefused", Set.of("locked"),
            "LynceusCameraSlow", Set.of("lame"),
            "LynceusDecodeErrors", Set.of("broken"),
            "LynceusLate", Set.of("late"),
            "LynceusFramesMissing", Set.of("holes"),
            "LynceusDeadLetters", Set.of(""));

    @TempDir
    private Path folder;

    @Test
    void everyPanelHasDataAndEveryAlertIsAboutItsFaultAlone() throws Exception {
        Prometheus.assumeInstalled();
        String clip = TestClips.write(folder.resolve("clip.mp4"), 64, 48, 100).toString();
        String model = TinyModel.street(folder.resolve("tiny.onnx")).toString();
        try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
            try (TopicSetup topics = TopicSetup.open(broker.connection())) {
                topics.create(new TopicLayout(2, 1, 1 << 20));
            }
            String bootstrap = broker.connection().bootstrap();
            try (FaultyCameras faulty = new FaultyCameras(broker.connection());
                    ChildVerb capture = verb(
                            "capture",
                            "--bootstrap",
                            bootstrap,
                            "--loop",
                            "forever",
                            "--http",
                            "0",
                            "--config",
                            cameras(clip, faulty).toString());
                    ChildVerb process = verb(
                            "process",
                            "--bootstrap",
                            bootstrap,
                            "--model",
                            model,
                            "--threads",
                            "2",
                            "--state",
                            folder.resolve("state").toString(),
                            "--http",
                            "0",
                            "--config",
                            zones().toString())) {
                URI captureAddress = address(capture);
                URI processAddress = address(process);
                await().ignoreExceptionsInstanceOf(IOException.class).until(() -> {
                    assertThat(process.runs()).as(process.said()).isTrue();
                    return Scrape.of(processAddress).sum("lynceus_frames_total") > 0;
                });
                for (String probe : List.of("/livez", "/readyz")) {
                    await().until(() -> status(captureAddress, probe) == 200);
                    await().until(() -> status(processAddress, probe) == 200);
                }
                assertThat(Prometheus.promtool(folder, ours(captureAddress), "check", "metrics"))
                        .isEmpty();
                assertThat(Prometheus.promtool(folder, ours(processAddress), "check", "metrics"))
                        .isEmpty();
                try (Prometheus prometheus =
                        new Prometheus(folder, configuration(captureAddress, processAddress), SteadyPort.find())) {
                    await().until(prometheus::answers);
                    await().untilAsserted(() -> assertThat(alarms(prometheus)).isEqualTo(FAULTS));
                    await().untilAsserted(() -> assertThat(without(prometheus)).isEmpty());
                    process.kill();
                    await().until(() -> !prometheus
                            .query(String.valueOf(Boards.alerts().get("LynceusDown")))
                            .isEmpty());
                }
            }
        }
    }

    private Path zones() throws Exception {
        return Files.writeString(folder.resolve("process.yaml"), """
                analytics:
                  cameras:
                    gate:
                      zones:
                        - {name: hall, points: [[0, 0], [1, 0], [1, 1], [0, 1]]}
                """);
    }

    private Path cameras(String clip, FaultyCameras faulty) throws Exception {
        return Files.writeString(
                folder.resolve("cameras.yaml"), """
                cameras:
                  - {name: gate, url: %s}
                  - {name: dead, url: "rtsp://127.0.0.1:1/x"}
                  - {name: locked, url: "%s", user: u, password: p}
                  - {name: lame, url: "%s", rate: 10}
                """.formatted(clip, faulty.url("/locked"), faulty.url("/lame")));
    }

    private ChildVerb verb(String... arguments) {
        return new ChildVerb(folder.resolve(arguments[0] + ".log"), Map.of(), arguments);
    }

    private static URI address(ChildVerb verb) {
        await().until(() -> !verb.runs() || ADDRESS.matcher(verb.said()).find());
        Matcher address = ADDRESS.matcher(verb.said());
        assertThat(address.find()).as(verb.said()).isTrue();
        return URI.create(address.group(1));
    }

    private static int status(URI server, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path)).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** As shipped, but for where and how often. */
    private static String configuration(URI capture, URI process) throws Exception {
        return Files.readString(Boards.RULES.resolve("prometheus.yml"))
                .replace("capture:8088", capture.getAuthority())
                .replace("process:8088", process.getAuthority())
                .replace("15s", "1s")
                .replace("alerts.yml", Boards.RULES.resolve("alerts.yml").toString());
    }

    /**
     * The cameras that each alert would be about, leaving out how long it must last; without those about nothing, and
     * without what is about this machine's disk. Scraped is every second and not every 15, so twenty seconds fill the
     * window of a rate that has to be full.
     */
    private static Map<String, Set<String>> alarms(Prometheus prometheus) throws Exception {
        Map<String, Set<String>> alarms = new LinkedHashMap<>();
        for (Map.Entry<String, String> alert : Boards.alerts().entrySet()) {
            Set<String> cameras = new TreeSet<>();
            prometheus
                    .query(alert.getValue().replace("[2m]", "[20s]"))
                    .forEach(labels -> cameras.add(labels.path("camera").asText()));
            if (!cameras.isEmpty()) {
                alarms.put(alert.getKey(), cameras);
            }
        }
        alarms.remove("LynceusDiskLow");
        return alarms;
    }

    /** The panels' queries that give nothing. Those about a card do where there is none. */
    private static Set<String> without(Prometheus prometheus) throws Exception {
        Set<String> empty = new TreeSet<>();
        for (Map.Entry<String, String> query : Boards.queries().entrySet()) {
            if (!query.getValue().contains("lynceus_gpu_")
                    && prometheus.query(query.getValue()).isEmpty()) {
                empty.add(query.getKey() + ": " + query.getValue());
            }
        }
        return empty;
    }

    /** Our own metrics; those of the JVM and of Kafka's clients have the names that others gave them. */
    private static String ours(URI server) throws Exception {
        StringBuilder ours = new StringBuilder();
        Scrape.of(server)
                .text()
                .lines()
                .filter(line -> line.startsWith("lynceus_") || line.matches("# \\w+ lynceus_.*"))
                .forEach(line -> ours.append(line).append('\n'));
        assertThat(ours).isNotEmpty();
        return ours.toString();
    }
}
