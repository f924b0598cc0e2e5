package io.lynceus.processor.ops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The dashboards on Prometheus and the alerts in docker, as they are shipped. */
final class Boards {
    static final Path RULES =
            Path.of("..", "docker", "prometheus").toAbsolutePath().normalize();
    private static final Path FOLDER = Path.of("..", "docker", "grafana", "dashboards");

    private Boards() {}

    /** Each dashboard on Prometheus by its file's name. */
    static Map<String, JsonNode> all() throws IOException {
        Map<String, JsonNode> boards = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.sorted().toList()) {
                JsonNode board = new ObjectMapper().readTree(file.toFile());
                if (board.at("/templating/list/0/query").asText().equals("prometheus")) {
                    boards.put(file.getFileName().toString(), board);
                }
            }
        }
        return boards;
    }

    /** Each panel's queries with All for the variables, under the dashboard's and the panel's name. */
    static Map<String, String> queries() throws IOException {
        Map<String, String> queries = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> board : all().entrySet()) {
            for (JsonNode panel : board.getValue().get("panels")) {
                for (JsonNode target : panel.get("targets")) {
                    queries.put(
                            board.getKey() + " / " + panel.get("title").asText() + " / "
                                    + target.get("refId").asText(),
                            filled(target.get("expr").asText()));
                }
            }
        }
        return queries;
    }

    private static String filled(String query) {
        return query.replace("$camera", ".*").replace("$class", ".*").replace("$__rate_interval", "1m");
    }

    /** Each alert's expression by its name. */
    static Map<String, String> alerts() throws IOException {
        Map<String, String> alerts = new LinkedHashMap<>();
        for (JsonNode rule : rules()) {
            alerts.put(rule.get("alert").asText(), rule.get("expr").asText());
        }
        return alerts;
    }

    static List<JsonNode> rules() throws IOException {
        List<JsonNode> rules = new ArrayList<>();
        new YAMLMapper()
                .readTree(RULES.resolve("alerts.yml").toFile())
                .get("groups")
                .forEach(group -> group.get("rules").forEach(rules::add));
        return rules;
    }
}
