package io.lynceus.processor.partitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.lynceus.processor.broker.EmbeddedBroker;
import io.lynceus.processor.broker.SteadyPort;
import io.lynceus.processor.capture.BufferSize;
import io.lynceus.processor.capture.Camera;
import io.lynceus.processor.capture.Capture;
import io.lynceus.processor.capture.CaptureOptions;
import io.lynceus.processor.capture.KafkaPacketSink;
import io.lynceus.processor.capture.KafkaStatusSink;
import io.lynceus.processor.decode.TestClips;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.ClientSettings;
import io.lynceus.processor.kafka.RecordSizes;
import io.lynceus.processor.kafka.RecordTime;
import io.lynceus.processor.kafka.StretchReader;
import io.lynceus.processor.kafka.TopicLayout;
import io.lynceus.processor.kafka.TopicNames;
import io.lynceus.processor.kafka.TopicSetup;
import io.lynceus.processor.ledger.CameraLedger;
import io.lynceus.processor.ledger.Ledger;
import io.lynceus.processor.streams.DetectionService;
import io.lynceus.processor.streams.DetectionSettings;
import io.lynceus.processor.streams.FakeDetector;
import io.lynceus.processor.streams.FrameListener;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.vision.UserError;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BalancedCamerasIT {
    private static final int FRAMES = 6;

    @TempDir
    static Path folder;

    private static EmbeddedBroker embedded;
    private static String clip;

    @BeforeAll
    static void start() {
        clip = TestClips.write(folder.resolve("clip.mp4"), 64, 48, FRAMES).toString();
        embedded = EmbeddedBroker.start(0);
    }

    @AfterAll
    static void stop() {
        embedded.close();
    }

    @Test
    void twoCapturesAtOnceBalanceTheirCamerasAndWhoTakesThemOverLeavesThemWhereTheyAre() {
        Broker broker = withTopics("fresh", 5);
        List<String> all = names(0, 20);
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> capture(broker, names(10, 20)));
        capture(broker, names(0, 10));
        other.join();
        SortedMap<String, SortedSet<Integer>> places = places(broker);
        assertThat(places)
                .containsOnlyKeys(all)
                .allSatisfy((camera, partitions) -> assertThat(partitions).hasSize(1));
        assertThat(places.values().stream().map(SortedSet::first))
                .allSatisfy(partition -> assertThat(Collections.frequency(
                                places.values().stream().map(SortedSet::first).toList(), partition))
                        .isEqualTo(4));
        capture(broker, names(5, 15));
        assertThat(places(broker)).isEqualTo(places);
    }

    /** Packets of an older version are where the hash of a camera's name has them, and so is what is known of it. */
    @Test
    void camerasOfAnOlderVersionStayWhereTheyAreAndNewOnesTakeThePlacesWithFewest() {
        Broker broker = withTopics("upgraded", 4);
        List<String> older = names(0, 5);
        try (FakeDetector detector = new FakeDetector();
                DetectionService process = DetectionService.start(
                        new DetectionSettings(broker, "upgraded", 2, folder.resolve("state")),
                        detector,
                        FrameListener.NONE)) {
            capture(broker, CameraPartitions.byName(), older);
            capture(broker, older);
            assertThat(CameraPartitions.read(broker, () -> false).begun()).isFalse();

            Claims begun = begunWhileAnOlderCaptureIsAtWork(broker, "yard-h");
            assertThat(begun.all())
                    .containsKeys(older.toArray(String[]::new))
                    .containsKey("yard-h")
                    .allSatisfy((camera, partition) -> assertThat(partition).isEqualTo(HashedPartition.of(camera, 4)));
            capture(broker, names(0, 12));

            assertThat(places(broker))
                    .allSatisfy((camera, partitions) -> assertThat(partitions).hasSize(1));
            Claims now = CameraPartitions.read(broker, () -> false);
            assertThat(now.all()).containsAllEntriesOf(begun.all());
            assertThat(now.counts(4)).containsOnly(3);
            assertBalanced(broker, process, older, 3 * FRAMES);
        }
        assertThat(Balance.begin(broker, 4, () -> false).counts(4)).containsOnly(3);
    }

    /** The camera goes on as it was, also after its place is written down. */
    private static Claims begunWhileAnOlderCaptureIsAtWork(Broker broker, String camera) {
        try (KafkaStatusSink news = KafkaStatusSink.open(broker);
                KafkaPacketSink sink = KafkaPacketSink.open(
                        broker, CameraPartitions.byName(), BufferSize.DEFAULT, news, RecordTime.ours(), packet -> {});
                Capture capture = Capture.start(
                        new Camera(camera, clip),
                        new CaptureOptions(false, CaptureOptions.FOREVER),
                        sink,
                        news,
                        Clock.systemUTC())) {
            await().until(() -> AtWork.of(broker, () -> false).containsKey(camera));
            Claims begun = Balance.begin(broker, 4, () -> false);
            long packets = capture.packets();
            await().until(() -> capture.packets() > packets + FRAMES);
            return begun;
        }
    }

    @Test
    void whoIsGoneIsForgottenAndWhoIsAtWorkOnlyWhenThatIsSaid() {
        Broker broker = withTopics("forgetful", 2);
        capture(broker, names(0, 3));
        String first = names(0, 1).get(0);
        assertThat(catchThrowable(() -> Balance.forget(broker, List.of("nobody"), false, () -> false)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("nobody");
        assertThat(Balance.forget(broker, List.of(first), false, () -> false).all())
                .doesNotContainKey(first);
        capture(broker, names(3, 4));
        assertThat(CameraPartitions.read(broker, () -> false).counts(2)).containsExactlyInAnyOrder(1, 2);
        assertThat(Balance.begin(broker, 2, () -> false).of(first)).isNull();
    }

    @Test
    void aNewCameraWaitsForABrokerThatIsAwayAndThoseThatHaveAPlaceDoNot(@TempDir Path disk) throws Exception {
        int port = SteadyPort.find();
        EmbeddedBroker broker = EmbeddedBroker.start(port, disk);
        Broker connection = broker.connection();
        try (TopicSetup topics = TopicSetup.open(connection)) {
            topics.create(new TopicLayout(3, 1, RecordSizes.LARGEST));
        }
        CameraPartitions partitions = CameraPartitions.of(connection);
        partitions.decide(List.of("gate"));
        broker.close();
        CompletableFuture<Void> dock = CompletableFuture.runAsync(() -> decided(partitions, "dock"));
        Thread stopped = new Thread(() -> decided(partitions, "yard"));
        stopped.start();
        partitions.await("gate");
        assertThat(partitions.of("gate")).isZero();
        stopped.interrupt();
        stopped.join();
        assertThat(partitions.of("yard")).isNull();
        assertThat(dock).isNotDone();
        broker = EmbeddedBroker.start(port, disk);
        dock.join();
        assertThat(partitions.of("dock")).isEqualTo(1);
        broker.close();
    }

    /** As an operator of Kubernetes makes them, one after the other, while capture is there already. */
    @Test
    void theTopicOfClaimsIsWaitedForWhereNoPacketWasStoredYet() throws Exception {
        Broker broker = new Broker(embedded.connection().bootstrap(), ClientSettings.NONE, new TopicNames("late"));
        try (Admin admin = broker.admin()) {
            admin.createTopics(List.of(new NewTopic(broker.topics().packets(), 3, (short) 1)))
                    .all()
                    .get();
            broker.require(broker.topics().packets());
            CameraPartitions partitions = CameraPartitions.of(broker, Duration.ofMinutes(5));
            CompletableFuture<Void> decided =
                    CompletableFuture.runAsync(() -> partitions.decide(List.of("gate", "dock")));
            assertThatThrownBy(() -> decided.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            admin.createTopics(List.of(new NewTopic(broker.topics().cameraPartitions(), 1, (short) 1)))
                    .all()
                    .get();
            decided.join();
            assertThat(List.of("gate", "dock"))
                    .extracting(partitions::of)
                    .doesNotContainNull()
                    .doesNotHaveDuplicates();
        }
    }

    private static void decided(CameraPartitions partitions, String camera) {
        try {
            partitions.await(camera);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void assertBalanced(Broker broker, DetectionService process, List<String> older, long frames) {
        try (Ledger ledger = Ledger.open(broker)) {
            await().untilAsserted(() -> {
                process.check();
                List<CameraLedger> lines = new ArrayList<>(ledger.catchUp());
                assertThat(lines).hasSize(12).allMatch(CameraLedger::balanced).allMatch(line -> line.outOfOrder() == 0);
                lines.removeIf(line -> !older.contains(line.camera()));
                assertThat(lines).extracting(CameraLedger::captured).containsOnly(frames);
            });
        }
    }

    private static List<String> names(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> "yard-" + (char) ('a' + number))
                .toList();
    }

    private static Broker withTopics(String prefix, int partitions) {
        Broker broker = new Broker(embedded.connection().bootstrap(), ClientSettings.NONE, new TopicNames(prefix));
        try (TopicSetup topics = TopicSetup.open(broker)) {
            topics.create(new TopicLayout(partitions, 1, RecordSizes.LARGEST));
        }
        return broker;
    }

    private static void capture(Broker broker, List<String> cameras) {
        CameraPartitions partitions = CameraPartitions.of(broker);
        partitions.decide(cameras);
        capture(broker, partitions, cameras);
    }

    private static void capture(Broker broker, CameraPartitions partitions, List<String> cameras) {
        try (KafkaStatusSink news = KafkaStatusSink.open(broker);
                KafkaPacketSink sink = KafkaPacketSink.open(
                        broker, partitions, BufferSize.DEFAULT, news, RecordTime.ours(), packet -> {})) {
            for (String camera : cameras) {
                try (Capture capture = Capture.start(
                        new Camera(camera, clip), new CaptureOptions(true, 1), sink, news, Clock.systemUTC())) {
                    assertThat(capture.await(Duration.ofMinutes(5))).isTrue();
                }
            }
        }
    }

    /** Each camera's partitions. */
    private static SortedMap<String, SortedSet<Integer>> places(Broker broker) {
        SortedMap<String, SortedSet<Integer>> places = new TreeMap<>();
        try (StretchReader<EncodedPacket> reader = new StretchReader<>(
                broker, broker.topics().packets(), broker.codecs().packets().deserializer(), 1 << 20, () -> false)) {
            Map<Integer, Long> ends = reader.ends();
            reader.read(
                    reader.beginnings(),
                    ends,
                    read -> places.computeIfAbsent(read.value().getCamera(), camera -> new TreeSet<>())
                            .add(read.partition()));
        }
        return places;
    }
}
