package io.lynceus.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The compose file and the pods: what they start us with is what the verbs take, and what they mount is there. */
class VerbLinesTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Path DOCKER = Path.of("..", "docker");

    @Test
    void theComposeFileStartsVerbsWithOptionsThatTheyHave() throws IOException {
        Map<String, String> verbs = new HashMap<>();
        for (Map.Entry<String, JsonNode> service : services().properties()) {
            if (service.getValue().path("command").isArray()) {
                List<String> line = words(service.getValue().path("command"));
                taken(service.getKey(), line);
                verbs.put(service.getKey(), line.get(0));
            }
        }
        assertThat(verbs)
                .containsEntry("capture", "capture")
                .containsEntry("process", "process")
                .containsEntry("topics", "topics")
                .containsEntry("history", "sink");
    }

    @Test
    void thePodsStartVerbsWithOptionsThatTheyHave() throws IOException {
        for (String pod : List.of("capture", "process")) {
            JsonNode set = YAML.readTree(Files.readString(Path.of("..", "k8s", "base", pod + ".yaml")));
            List<String> line = words(set.at("/spec/template/spec/containers/0/args"));
            assertThat(line).startsWith(pod).contains("--http=0.0.0.0:8088");
            taken(pod, line);
        }
    }

    @Test
    void thePodsOfTheSinksStartVerbsWithOptionsThatTheyHave() throws IOException {
        for (String component : List.of("history", "alarms")) {
            JsonNode pod = YAML.readTree(Files.readString(Path.of("..", "k8s", "components", component, "sink.yaml")));
            List<String> line = words(pod.at("/spec/template/spec/containers/0/args"));
            assertThat(line).startsWith("sink").hasSizeGreaterThan(3);
            taken(component, line);
        }
    }

    @Test
    void theComposeFileMountsWhatIsThere() throws IOException {
        List<String> mounted = new ArrayList<>();
        for (JsonNode service : services()) {
            words(service.path("volumes")).stream()
                    .filter(volume -> volume.startsWith("./"))
                    .map(volume -> volume.substring(0, volume.indexOf(':')))
                    .forEach(mounted::add);
        }
        assertThat(mounted)
                .contains("./prometheus", "./postgres", "./grafana/provisioning", "./grafana/dashboards")
                .allSatisfy(file -> assertThat(DOCKER.resolve(file)).exists());
    }

    /** Native libraries are unpacked there; a tmpfs of Docker's runs none unless it is told to. */
    @Test
    void librariesInTheTemporaryFolderOfAContainerMayRun() throws IOException {
        JsonNode ours = YAML.readTree(DOCKER.resolve("compose.yaml").toFile()).path("x-ours");
        assertThat(words(ours.path("tmpfs"))).containsExactly("/tmp:exec");
        for (Path file : List.of(Path.of("..", "OPERATIONS.md"), DOCKER.resolve("check"))) {
            assertThat(Files.readString(file)).contains("--tmpfs /tmp:exec ").doesNotContain("--tmpfs /tmp ");
        }
    }

    /** What process writes there names its schema by the registry's number. */
    @Test
    void whoeverReadsTheEventsOfTheComposeFileFindsItsRegistry() throws IOException {
        String file = Files.readString(DOCKER.resolve("compose.yaml"));
        List<String> ports =
                words(YAML.readTree(file).path("services").path("registry").path("ports"));
        assertThat(ports).containsExactly("127.0.0.1:18081:8080");
        assertThat(file)
                .contains("LYNCEUS_KAFKA_SCHEMA_REGISTRY_URL=http://127.0.0.1:18081/apis/ccompat/v7 ./lynceus tail");
    }

    /** Records without the numbers of their schemas' registry, or a registry without their numbers, are of no use. */
    @Test
    void whatTheComposeFileKeepsOutlivesItsContainers() throws IOException {
        JsonNode services =
                YAML.readTree(DOCKER.resolve("compose.yaml").toFile()).path("services");
        String records = services.at("/kafka/environment/KAFKA_LOG_DIRS").asText();
        assertThat(words(services.at("/kafka/volumes"))).containsExactly("kafka:" + records);
        assertThat(services.at("/registry/environment/APICURIO_DATASOURCE_URL").asText())
                .startsWith("jdbc:postgresql://postgres:");
        assertThat(words(services.at("/postgres/volumes"))).contains("postgres:/var/lib/postgresql/data");
    }

    @Test
    void noPortOfTheComposeFileIsOpenToOthersAndNoImageChangesByItself() throws IOException {
        for (JsonNode service : services()) {
            assertThat(words(service.path("ports"))).allMatch(port -> port.startsWith("127.0.0.1:"));
            String image = service.path("image").asText("lynceus-processor");
            assertThat(image).matches("lynceus-processor|docker\\.io/[a-z/-]+:v?\\d.*");
        }
    }

    private static void taken(String what, List<String> line) {
        assertThatCode(() -> Main.commandLine().parseArgs(line.toArray(String[]::new)))
                .as(what + ": " + line)
                .doesNotThrowAnyException();
    }

    private static JsonNode services() throws IOException {
        return YAML.readTree(DOCKER.resolve("compose.yaml").toFile()).path("services");
    }

    private static List<String> words(JsonNode array) {
        List<String> words = new ArrayList<>();
        array.forEach(word -> words.add(word.asText()));
        return words;
    }
}
