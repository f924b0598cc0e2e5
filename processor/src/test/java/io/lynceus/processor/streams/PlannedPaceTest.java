package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.Replication;
import io.lynceus.processor.plan.Plan;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

/** What plan reckons with is what process does. */
class PlannedPaceTest {
    @Test
    void commitsAndSessionsAreThoseOfProcess() {
        Properties settings = StreamsSettings.of(
                new DetectionSettings(Broker.at("127.0.0.1:1"), "plan", 1, Path.of("state")),
                "plan",
                WorkLimits.of(Duration.ofMillis(10)),
                new Replication(1));
        assertThat(settings.get(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG)).isEqualTo((int) Plan.COMMIT.toMillis());
        assertThat(settings.get(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG)))
                .isEqualTo((int) Plan.SESSION.toMillis());
    }

    @Test
    void aCameraThatKeepsUpIsCommittedAsSoonAsThePlanSays() {
        SetClock clock = new SetClock();
        Instant start = Instant.EPOCH.plusSeconds(1000);
        clock.set(start);
        CommitPace pace = new CommitPace(clock);
        assertThat(pace.isDue(start)).isTrue();
        clock.set(start.plus(Plan.COMMIT_SOON).minusMillis(1));
        assertThat(pace.isDue(clock.instant())).isFalse();
        clock.set(start.plus(Plan.COMMIT_SOON));
        assertThat(pace.isDue(clock.instant())).isTrue();
    }
}
