package io.lynceus.processor.dist;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The objects that a folder of k8s comes to.
 *
 * @param folder its name, for messages
 */
record Rendered(String folder, List<JsonNode> objects) {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Path KUBECTL = Path.of("/usr/bin/kubectl");

    /** Of what {@code kubectl kustomize} makes of k8s/FOLDER. Skips the test where there is no kubectl. */
    static Rendered of(String folder, Path work) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(KUBECTL), "no /usr/bin/kubectl");
        Path source = Path.of("..", "k8s", folder).toAbsolutePath().normalize();
        Said said = Said.by(work, List.of(KUBECTL.toString(), "kustomize", source.toString()), Said.SAME_ENVIRONMENT);
        if (said.exitCode() != 0) {
            throw new AssertionError(said.text());
        }
        return new Rendered(folder, parse(said.text()));
    }

    /** The objects of one file, without kubectl. */
    static List<JsonNode> file(String path) throws IOException {
        return parse(Files.readString(Path.of("..", "k8s").resolve(path)));
    }

    /** All objects of a kind, as their model. */
    <T> List<T> all(Class<T> model) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(model.getSimpleName()))
                .map(object -> Kinds.read(object, model))
                .toList();
    }

    /** The object of a kind and name. */
    JsonNode object(String kind, String name) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind)
                        && object.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(folder + " has no " + kind + " " + name));
    }

    private static List<JsonNode> parse(String yaml) throws IOException {
        return YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml).readAll();
    }
}
