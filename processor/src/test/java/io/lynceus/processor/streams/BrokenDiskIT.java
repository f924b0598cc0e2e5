package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.broker.BrokerProcess;
import io.lynceus.processor.broker.EmbeddedBroker;
import io.lynceus.processor.broker.SteadyPort;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.TopicLayout;
import io.lynceus.processor.kafka.TopicSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that are full or read-only in mid-run, and then not any more. */
class BrokenDiskIT {
    private static final Duration PACE = Duration.ofMillis(50);

    @TempDir
    Path folder;

    @Test
    void aBrokerWhoseDiskWasFullAndThenReadOnlyIsWaitedFor() throws Exception {
        int port = SteadyPort.find();
        try (SmallDisk disk = new SmallDisk(folder.resolve("log"), 64)) {
            BrokerProcess broker = new BrokerProcess(port, disk.folder());
            try {
                create(broker.connection());
                try (FaultScene scene = new FaultScene(broker.connection(), 2, PACE);
                        DetectionService service = service(broker.connection(), folder.resolve("state"))) {
                    scene.awaitFrames(10, service);
                    disk.fill();
                    broker.awaitEnd();
                    disk.free();
                    broker = new BrokerProcess(port, disk.folder());
                    scene.awaitFrames(10, service);
                    disk.readOnly();
                    broker.awaitEnd();
                    disk.writable();
                    broker = new BrokerProcess(port, disk.folder());
                    scene.awaitFrames(10, service);
                    scene.end(service);
                }
            } finally {
                broker.close();
            }
        }
    }

    @Test
    void aStateFolderThatIsFullReadOnlyOrGoneStopsNobody() throws Exception {
        try (SmallDisk disk = new SmallDisk(folder.resolve("state"), 1);
                EmbeddedBroker broker = EmbeddedBroker.start(0)) {
            create(broker.connection());
            try (FaultScene scene = new FaultScene(broker.connection(), 4, PACE);
                    DetectionService service = service(broker.connection(), disk.folder())) {
                scene.awaitFrames(10, service);
                disk.fill();
                comeAndGo(broker.connection(), scene, service);
                disk.free();
                disk.readOnly();
                comeAndGo(broker.connection(), scene, service);
                disk.writable();
                empty(disk.folder());
                comeAndGo(broker.connection(), scene, service);
                scene.end(service);
            }
            assertThat(disk.folder()).isDirectory();
        }
    }

    /** Another instance takes its share of the cameras and gives it back, so that tasks end and begin. */
    private void comeAndGo(Broker broker, FaultScene scene, DetectionService service) {
        try (DetectionService other = service(broker, folder.resolve("other"))) {
            scene.awaitFrames(10, service, other);
        }
        scene.awaitFrames(10, service);
    }

    private static void create(Broker broker) {
        try (TopicSetup topics = TopicSetup.open(broker)) {
            topics.create(new TopicLayout(2, 1, 1 << 20));
        }
    }

    private static DetectionService service(Broker broker, Path state) {
        return DetectionService.start(
                new DetectionSettings(broker, "disks", 1, state), new MeanDetector(), FrameListener.NONE);
    }

    private static void empty(Path folder) throws Exception {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> inside = all.filter(path -> !path.equals(folder))
                    .sorted(Comparator.reverseOrder())
                    .toList();
            for (Path path : inside) {
                Files.deleteIfExists(path);
            }
        }
    }
}
