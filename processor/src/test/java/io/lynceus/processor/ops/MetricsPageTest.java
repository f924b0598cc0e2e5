package io.lynceus.processor.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lynceus.processor.config.HttpAddress;
import io.lynceus.processor.inference.Model;
import io.lynceus.processor.web.OperatorServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** OPERATIONS.md has the metrics and alerts as they are. What it should hold is in the message when it does not. */
class MetricsPageTest {
    private static final Path PAGE = Path.of("..", "OPERATIONS.md");
    private static final Pattern HELP = Pattern.compile("(?m)^# HELP (lynceus_\\w+) (.*)$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

    @Test
    void thePageHasEveryMetricWithItsLabelsAndItsMeaning() throws Exception {
        assertThat(Files.readString(PAGE)).contains(table(scrape()));
    }

    @Test
    void thePageSaysOfEveryAlertWhatToDo() throws Exception {
        Set<String> said = new TreeSet<>();
        Matcher row =
                Pattern.compile("(?m)^\\| `(Lynceus\\w+)` \\| .+ \\| .+ \\|$").matcher(Files.readString(PAGE));
        while (row.find()) {
            said.add(row.group(1));
        }
        assertThat(said).isEqualTo(new TreeSet<>(Boards.alerts().keySet()));
    }

    @Test
    void dashboardsHaveVariablesAndNoFixedSource() throws Exception {
        assertThat(Boards.all().keySet())
                .contains("camera.json", "detections.json", "fleet.json", "model.json", "pipeline.json");
        for (Map.Entry<String, JsonNode> board : Boards.all().entrySet()) {
            for (JsonNode panel : board.getValue().get("panels")) {
                assertThat(panel.at("/datasource/uid").asText())
                        .as(board.getKey())
                        .isEqualTo("${datasource}");
            }
            assertThat(board.getValue().at("/templating/list/0/type").asText()).isEqualTo("datasource");
            assertThat(board.getValue().path("id").isMissingNode()).isTrue();
        }
    }

    @Test
    void whatDashboardsAskOfACardIsWhatProcessSays() throws Exception {
        String scrape = scrape();
        Set<String> asked = new TreeSet<>();
        for (String query : Boards.queries().values()) {
            Matcher metric = Pattern.compile("lynceus_gpu_\\w+").matcher(query);
            while (metric.find()) {
                asked.add(metric.group());
            }
        }
        assertThat(asked)
                .hasSize(4)
                .allSatisfy(metric -> assertThat(scrape).containsPattern("(?m)^" + metric + "\\{gpu=\"a card\"} "));
        assertThat(scrape).contains("lynceus_gpu_memory_size_bytes{gpu=\"a card\"} 8.0E10\n");
    }

    @Test
    void everyAlertHasASeverityAndASummary() throws Exception {
        for (JsonNode rule : Boards.rules()) {
            assertThat(rule.at("/labels/severity").asText()).as(rule.toString()).isIn("critical", "warning");
            assertThat(rule.at("/annotations/summary").asText()).isNotBlank();
        }
    }

    @Test
    void promtoolTakesRulesConfigurationAndTheRulesOwnTests() throws Exception {
        Prometheus.assumeInstalled();
        assertThat(Prometheus.promtool(Boards.RULES, "", "check", "rules", "alerts.yml"))
                .contains("SUCCESS");
        assertThat(Prometheus.promtool(Boards.RULES, "", "check", "config", "prometheus.yml"))
                .contains("SUCCESS");
        assertThat(Prometheus.promtool(Boards.RULES, "", "test", "rules", "alerts.test.yml"))
                .contains("SUCCESS");
        String tests = Files.readString(Boards.RULES.resolve("alerts.test.yml"));
        assertThat(Boards.alerts().keySet())
                .allSatisfy(alert -> assertThat(tests).contains(alert));
    }

    /** All that there is, of capture and process in one. */
    private static String scrape() throws Exception {
        try (Meters meters = Meters.open(null, "test");
                OperatorServer server = OperatorServer.open(HttpAddress.parse("0"));
                CaptureMeters capture = new CaptureMeters(meters, Clock.systemUTC())) {
            meters.add(server);
            capture.stored(CostOfMeters.packet("gate"));
            capture.buffer(() -> 0, () -> 0, () -> 0);
            ProcessMeters process = new ProcessMeters(meters, Clock.systemUTC());
            process.model(new Model("m", "1", "0", "e", "fp32", 640, 640, List.of("person"), 0.25f, 0.45f));
            process.card(new FakeCardUse());
            process.card(null);
            process.onCommitted(CostOfMeters.work("gate", 1));
            process.onDetected(Duration.ZERO);
            return Scrape.of(server.address()).text();
        }
    }

    private static String table(String text) {
        TreeMap<String, String> rows = new TreeMap<>();
        Matcher help = HELP.matcher(text);
        while (help.find()) {
            String name = help.group(1);
            if (!name.endsWith("_max")) {
                rows.put(name, "| `" + name + "` | " + labels(text, name) + " | " + help.group(2) + " |\n");
            }
        }
        return "| metric | labels | meaning |\n| --- | --- | --- |\n"
                + rows.values().stream().collect(Collectors.joining());
    }

    private static String labels(String text, String name) {
        Set<String> labels = new TreeSet<>();
        Matcher sample =
                Pattern.compile("(?m)^" + name + "(?:_bucket)?\\{(.*)} ").matcher(text);
        while (sample.find()) {
            Matcher label = LABEL.matcher(sample.group(1));
            while (label.find()) {
                labels.add(label.group(1));
            }
        }
        boolean histogram = labels.remove("le");
        String all = String.join(", ", labels);
        return histogram ? (all.isEmpty() ? "" : all + "; ") + "histogram" : all;
    }
}
