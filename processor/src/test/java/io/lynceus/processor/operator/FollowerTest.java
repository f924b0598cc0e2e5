package io.lynceus.processor.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lynceus.vision.RunError;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class FollowerTest {
    @Test
    void aBrokerThatDoesNotAnswerInTimeIsAskedAgainAndOneThatRefusesIsNot() {
        AtomicInteger opened = new AtomicInteger();
        try (Follower<String> follower = new Follower<>(
                "tracks",
                () -> {
                    throw opened.incrementAndGet() < 3
                            ? new RunError("busy", new TimeoutException("nothing for 6 s"))
                            : new RunError("refused", new TopicAuthorizationException("tracks"));
                },
                record -> {})) {
            await().untilAsserted(() -> assertThatThrownBy(follower::check).hasMessage("refused"));
        }
        assertThat(opened).hasValue(3);
    }
}
