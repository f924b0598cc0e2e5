package io.lynceus.processor.partitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class CameraPartitionsTest {
    private final List<Collection<String>> claims = Collections.synchronizedList(new ArrayList<>());

    @Test
    void aBrokerWhoseHostNobodyKnowsForAWhileIsWaitedFor() throws Exception {
        CameraPartitions partitions = of(cameras -> {
            if (claims.size() == 1) {
                throw new UserError("--bootstrap kafka:9092: no such host");
            }
            return placed(cameras);
        });
        partitions.await("gate");
        assertThat(partitions.of("gate")).isEqualTo(7);
    }

    @Test
    void aRightThatIsMissingIsNotWaitedFor() {
        CameraPartitions partitions = of(cameras -> {
            throw new RunError("not allowed", new TopicAuthorizationException("lynceus.packets"));
        });
        assertThatThrownBy(() -> partitions.await("gate")).hasMessage("not allowed");
    }

    @Test
    void camerasThatWaitAtTheSameTimeAreDecidedTogether() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch answers = new CountDownLatch(1);
        CameraPartitions partitions = of(cameras -> {
            begun.countDown();
            await().atMost(Duration.ofMinutes(2)).until(() -> answers.getCount() == 0);
            return placed(cameras);
        });
        Thread first = waiter(partitions, "first");
        await().atMost(Duration.ofMinutes(2)).until(() -> begun.getCount() == 0);
        List<Thread> others = IntStream.range(0, 50)
                .mapToObj(number -> waiter(partitions, "camera-" + number))
                .toList();
        await().atMost(Duration.ofMinutes(2))
                .until(() -> others.stream().allMatch(one -> one.getState() == Thread.State.WAITING));
        answers.countDown();
        first.join();
        for (Thread other : others) {
            other.join();
        }
        assertThat(claims).hasSize(2);
        assertThat(partitions.of("camera-49")).isEqualTo(7);
    }

    private static Thread waiter(CameraPartitions partitions, String camera) {
        Thread thread = new Thread(() -> {
            try {
                partitions.await(camera);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        return thread;
    }

    private CameraPartitions of(Function<Collection<String>, Map<String, Optional<Integer>>> answer) {
        return new CameraPartitions(cameras -> {
            claims.add(cameras);
            return answer.apply(cameras);
        });
    }

    private static Map<String, Optional<Integer>> placed(Collection<String> cameras) {
        return cameras.stream().collect(Collectors.toMap(camera -> camera, camera -> Optional.of(7)));
    }
}
