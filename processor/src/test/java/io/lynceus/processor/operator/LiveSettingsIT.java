package io.lynceus.processor.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lynceus.processor.broker.EmbeddedBroker;
import io.lynceus.processor.config.CameraZones;
import io.lynceus.processor.config.ConfigFile;
import io.lynceus.processor.config.LineConfig;
import io.lynceus.processor.config.ModelClasses;
import io.lynceus.processor.config.Point;
import io.lynceus.processor.config.ProcessConfig;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.TopicLayout;
import io.lynceus.processor.kafka.TopicSetup;
import io.lynceus.vision.UserError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LiveSettingsIT {
    private static final CameraZones FILE =
            new CameraZones(List.of(), List.of(new LineConfig("kerb", new Point(0, 0.5), new Point(1, 0.5))));
    private static final String SAVED =
            "{\"zones\":[{\"name\":\"door\",\"points\":[[0.1,0.1],[0.9,0.1],[0.5,0.9]]}],\"blur\":[\"person\"]}";

    @Test
    void whatIsSavedCountsForAllInstancesAndAfterARestartAndTheFileWhenItIsForgotten() {
        try (EmbeddedBroker embedded = EmbeddedBroker.start(0)) {
            Broker broker = embedded.connection();
            try (LiveSettings before = settings(broker)) {
                assertThat(before.of("gate")).isEqualTo(FILE);
                assertThatThrownBy(() -> before.save("gate", bytes(SAVED)))
                        .isInstanceOf(UserError.class)
                        .hasMessageContaining(
                                "no topic lynceus.settings: make it with ./lynceus topics create --bootstrap " + broker
                                        + ", then start this process again");
            }
            try (TopicSetup topics = TopicSetup.open(broker)) {
                topics.create(TopicLayout.DEFAULT);
            }
            try (LiveSettings one = settings(broker);
                    LiveSettings other = settings(broker)) {
                one.save("gate", bytes(SAVED));
                assertThat(one.of("gate").zones().get(0).name()).isEqualTo("door");
                await().untilAsserted(() -> assertThat(other.of("gate")).isEqualTo(one.of("gate")));
                assertThat(other.blurred("gate")).containsExactly("person");
                assertThat(other.of("yard")).isEqualTo(CameraZones.NONE);
                CameraZones now = one.of("gate");
                assertThatThrownBy(() -> one.save("gate", bytes("{\"zones\":[{\"name\":\"a\",\"points\":[[2,0]]}]}")))
                        .isInstanceOf(UserError.class)
                        .hasMessageContaining("points");
                assertThat(one.of("gate")).isSameAs(now);
                byte[] misspelt = bytes(SAVED.replace("\"person\"", "\"Person\""));
                assertThatThrownBy(() -> one.save("gate", misspelt))
                        .isInstanceOf(UserError.class)
                        .hasMessageContaining("no class 'Person' (did you mean person?)");
                one.save("gate", null, List.of("Person"));
                one.save("gate", misspelt); // as it was
                one.save("gate", bytes(SAVED));
            }
            try (LiveSettings again = settings(broker)) {
                assertThat(again.of("gate").zones().get(0).name()).isEqualTo("door");
                String yaml = ConfigFile.yaml(again.asInAFile());
                ProcessConfig read = ConfigFile.parse("zones.yaml", bytes(yaml), List.of(), ProcessConfig.class);
                assertThat(read.analytics().of("gate")).isEqualTo(again.of("gate"));
                assertThat(read.page().blur()).isEqualTo(Map.of("gate", List.of("person")));
                again.save("gate", FILE, null);
                assertThat(again.blurred("gate")).containsExactly("person");
                again.save("gate", null, List.of("car"));
                assertThat(again.of("gate")).isEqualTo(FILE);
                again.save("yard", null, List.of("person"));
                assertThat(again.asInAFile())
                        .isEqualTo(Map.of(
                                "analytics", Map.of("cameras", Map.of("gate", FILE)),
                                "page", Map.of("blur", Map.of("gate", Set.of("car"), "yard", Set.of("person")))));
                again.forget("gate");
                assertThat(again.of("gate")).isEqualTo(FILE);
            }
            try (LiveSettings last = settings(broker)) {
                assertThat(last.of("gate")).isEqualTo(FILE);
                assertThat(last.blurred("gate")).isEmpty();
                assertThat(last.blurred("yard")).containsExactly("person");
            }
        }
    }

    private static LiveSettings settings(Broker broker) {
        return new LiveSettings(broker, Map.of("gate", FILE), Map.of(), new ModelClasses(List.of("person", "car")));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
