package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lynceus.processor.broker.BrokerWithTopics;
import io.lynceus.processor.broker.EmbeddedBroker;
import io.lynceus.processor.config.Overload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Instances that are added and removed again and again, every few seconds. */
@Timeout(180)
class ComingAndGoingIT {
    private static final int TIMES = 4;

    @TempDir
    Path folder;

    private EmbeddedBroker broker;

    @BeforeEach
    void start() {
        broker = BrokerWithTopics.start(4);
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyFrameHasOneEventWithNamesAndWithout(boolean named) throws Exception {
        try (FaultScene scene = new FaultScene(broker.connection(), 8, Duration.ofMillis(50));
                DetectionService stays = service("one", named)) {
            scene.awaitFrames(5, stays);
            for (int i = 0; i < TIMES; i++) {
                try (DetectionService comes = service("two", named)) {
                    scene.awaitFrames(i % 2 == 0 ? 10 : 1, stays, comes);
                }
                if (i % 2 == 0) {
                    scene.awaitFrames(10, stays);
                }
            }
            scene.end(stays);
        }
    }

    @Test
    void eachInstanceKnowsTheOthersPageByTheCamerasThatItHas() throws Exception {
        try (FaultScene scene = new FaultScene(broker.connection(), 8, Duration.ofMillis(50));
                DetectionService one = service("one", true);
                DetectionService two = service("two", true)) {
            scene.awaitFrames(5, one, two);
            List<String> cameras =
                    IntStream.range(0, 8).mapToObj(i -> "cam-" + i).toList();
            await().untilAsserted(() -> {
                List<String> places = cameras.stream().map(one::pageOf).toList();
                assertThat(places).contains("one:8088", "two:8088").containsOnly("one:8088", "two:8088");
                assertThat(cameras.stream().map(two::pageOf).toList()).isEqualTo(places);
            });
            scene.end(one, two);
        }
    }

    private DetectionService service(String name, boolean named) {
        DetectionSettings settings = new DetectionSettings(
                broker.connection(), "come-and-go", 2, folder.resolve(name), named ? name : null, Overload.NONE)
                .withPage(name + ":8088");
        return DetectionService.start(settings, new MeanDetector(), FrameListener.NONE);
    }
}
