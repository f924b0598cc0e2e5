package io.lynceus.processor.streams;

import io.lynceus.processor.broker.BrokerWithTopics;
import io.lynceus.processor.broker.EmbeddedBroker;
import io.lynceus.processor.config.Overload;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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

    private DetectionService service(String name, boolean named) {
        DetectionSettings settings = new DetectionSettings(
                broker.connection(), "come-and-go", 2, folder.resolve(name), named ? name : null, Overload.NONE);
        return DetectionService.start(settings, new MeanDetector(), FrameListener.NONE);
    }
}
