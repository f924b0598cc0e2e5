package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.Replication;
import io.lynceus.processor.plan.Plan;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
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
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH.plusSeconds(1000));
        CommitPace pace = new CommitPace(clock(now));
        assertThat(pace.isDue(now.get())).isTrue();
        now.set(now.get().plus(Plan.COMMIT_SOON).minusMillis(1));
        assertThat(pace.isDue(now.get())).isFalse();
        now.set(now.get().plusMillis(1));
        assertThat(pace.isDue(now.get())).isTrue();
    }

    private static Clock clock(AtomicReference<Instant> now) {
        return new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now.get();
            }
        };
    }
}
