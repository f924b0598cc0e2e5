package io.lynceus.processor.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.processor.broker.EmbeddedBroker;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class BrokerIT {
    @Test
    void aBrokerThatIsThereAndTooBusyToAnswerIsWaitedForLongerThanOneThatIsAway() throws Exception {
        try (EmbeddedBroker embedded = EmbeddedBroker.start(0);
                BusyPort port = new BusyPort()) {
            CompletableFuture<Set<String>> asked = CompletableFuture.supplyAsync(
                    () -> Broker.at(port.address()).there());
            assertThatThrownBy(() -> asked.get(7, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            String address = embedded.connection().bootstrap();
            port.passOn(Integer.parseInt(address.substring(address.indexOf(':') + 1)));
            assertThat(asked.get()).isNotNull();
        }
    }

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
