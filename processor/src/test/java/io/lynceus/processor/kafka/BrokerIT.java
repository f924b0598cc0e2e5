package io.lynceus.processor.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.broker.EmbeddedBroker;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class BrokerIT {
    @Test
    void aTopicThatIsMadeWhileItIsLookedForIsFound() throws Exception {
        try (EmbeddedBroker embedded = EmbeddedBroker.start(0);
                Admin admin = embedded.connection().admin()) {
            Broker broker = embedded.connection();
            CompletableFuture<Set<String>> looked = CompletableFuture.supplyAsync(
                    () -> broker.awaitTopics(List.of("late.packets"), Duration.ofMinutes(5)));
            admin.createTopics(List.of(new NewTopic("late.packets", 1, (short) 1)))
                    .all()
                    .get();
            assertThat(looked.get()).contains("late.packets");
            broker.require("late.packets");
        }
    }
}
