package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.ledger.CameraLedger;
import io.lynceus.processor.ledger.Ledger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Live cameras and a reader of their events around detection that a fault happens to. */
final class FaultScene implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(50);

    private final Broker broker;
    private final int cameras;
    private final LiveCameras live;
    private final Follower follower;

    /** @param pace from one frame of a camera to the next */
    FaultScene(Broker broker, int cameras, Duration pace) {
        this.broker = broker;
        this.cameras = cameras;
        this.follower = new Follower(broker);
        this.live = new LiveCameras(
                broker, IntStream.range(0, cameras).mapToObj(i -> "cam-" + i).toList(), pace);
    }

    /** Until every camera has events of so many frames more than it has sent now. Fails when a service does. */
    void awaitFrames(int more, DetectionService... services) {
        awaitUntil(live.frames() + more, services);
    }

    /**
     * Ends the cameras and sees their last frames through; then every frame has one event and no transaction is left
     * open.
     */
    void end(DetectionService... services) throws InterruptedException {
        live.end();
        awaitUntil(live.frames(), services);
        for (DetectionService service : services) {
            service.close();
        }
        try (Ledger ledger = Ledger.open(broker)) {
            assertThat(ledger.catchUp())
                    .hasSize(cameras)
                    .allSatisfy(line -> assertThat(line.captured()).isEqualTo(live.frames()))
                    .allMatch(CameraLedger::balanced, "one event a frame")
                    .allMatch(line -> line.outOfOrder() == 0, "in order");
        }
        awaitNoOpenTransaction();
    }

    private void awaitUntil(long frames, DetectionService... services) {
        while (follower.frames(cameras) < frames) {
            live.frames();
            refuseWhenTimeIsUp();
            for (DetectionService service : services) {
                service.await(LOOK);
            }
        }
    }

    /**
     * The last stable offset of each partition is its end. Of a process that was killed it is after the transaction
     * timeout.
     */
    private void awaitNoOpenTransaction() {
        try (KafkaConsumer<byte[], byte[]> stable = broker.consumer(Map.of());
                KafkaConsumer<byte[], byte[]> all = broker.consumer(Map.of("isolation.level", "read_uncommitted"))) {
            List<TopicPartition> partitions = all.listTopics().values().stream()
                    .flatMap(List::stream)
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            while (!stable.endOffsets(partitions).equals(all.endOffsets(partitions))) {
                refuseWhenTimeIsUp();
            }
        }
    }

    private static void refuseWhenTimeIsUp() {
        if (Thread.currentThread().isInterrupted()) {
            throw new AssertionError("the test's time is up");
        }
    }

    @Override
    public void close() throws InterruptedException {
        live.close();
        follower.close();
    }
}
