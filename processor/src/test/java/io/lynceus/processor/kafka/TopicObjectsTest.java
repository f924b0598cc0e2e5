package io.lynceus.processor.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The topics of k8s/kafka/topics.yaml are those that {@code topics create} makes. */
class TopicObjectsTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final TopicLayout LAYOUT = new TopicLayout(24, 3, RecordSizes.LARGEST);

    @Test
    void eachTopicHasThePartitionsCopiesAndSettingsThatWeGiveIt() throws IOException {
        List<JsonNode> topics = YAML.readerFor(JsonNode.class)
                .<JsonNode>readValues(new File("../k8s/kafka/topics.yaml"))
                .readAll();
        assertThat(topics.stream().map(topic -> topic.at("/metadata/name").asText()))
                .containsExactlyInAnyOrderElementsOf(TopicNames.DEFAULT.all());
        assertThat(topics).allSatisfy(topic -> {
            String name = topic.at("/metadata/name").asText();
            assertThat(topic.at("/spec/partitions").asInt())
                    .isEqualTo(TopicNames.DEFAULT.shared().contains(name) ? LAYOUT.partitions() : 1);
            assertThat(topic.at("/spec/replicas").asInt()).isEqualTo(LAYOUT.replication());
            Map<String, String> settings = new TreeMap<>();
            topic.at("/spec/config")
                    .properties()
                    .forEach(entry ->
                            settings.put(entry.getKey(), entry.getValue().asText()));
            assertThat(settings)
                    .isEqualTo(
                            TopicSettings.of(name, TopicNames.DEFAULT, LAYOUT, new Replication(LAYOUT.replication())));
        });
    }
}
