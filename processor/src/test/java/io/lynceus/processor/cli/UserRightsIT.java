package io.lynceus.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.processor.broker.SecureBroker;
import io.lynceus.processor.decode.TestClips;
import io.lynceus.processor.dist.Rights;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.BrokerEnvironment;
import io.lynceus.processor.kafka.BrokerWishes;
import io.lynceus.processor.kafka.TopicNames;
import io.lynceus.processor.kafka.TopicReader;
import io.lynceus.processor.sinks.Database;
import io.lynceus.processor.sinks.Delivery;
import io.lynceus.processor.sinks.DeliverySink;
import io.lynceus.processor.sinks.SentAnalytics;
import io.lynceus.processor.streams.DetectionService;
import io.lynceus.processor.streams.DetectionSettings;
import io.lynceus.processor.streams.FakeDetector;
import io.lynceus.processor.streams.FrameListener;
import io.lynceus.schemas.avro.ZoneEvent;
import io.lynceus.vision.RunError;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pipeline on a secured broker whose users have the rights of k8s/kafka/users.yaml and no others. */
class UserRightsIT {
    private static final int FRAMES = 12;

    @TempDir
    static Path folder;

    private static SecureBroker broker;

    @BeforeAll
    static void start() throws Exception {
        broker = new SecureBroker(
                folder, "lynceus-capture", "lynceus-process", "lynceus-reader", "lynceus-history", "lynceus-alarms");
        assertThat(as(SecureBroker.ADMIN, "topics", "create", "--partitions", "2")
                        .exitCode())
                .isZero();
        broker.allow(Rights.all());
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void eachPartDoesItsWorkAndReadersSeeAllOfIt() {
        String clip =
                TestClips.write(folder.resolve("clip.mp4"), 64, 48, FRAMES).toString();
        Verb capture = as("lynceus-capture", "capture", "--camera", "gate=" + clip, "--fast");
        assertThat(capture.exitCode()).as(capture.err()).isZero();
        assertThat(as(SecureBroker.ADMIN, "topics", "describe").out()).contains("cameras: 1 in 2 partitions");
        DetectionSettings settings =
                new DetectionSettings(connection("lynceus-process"), "lynceus-detect", 1, folder.resolve("state"));
        DetectionService.refuseOthers(settings, () -> false);
        try (FakeDetector detector = new FakeDetector();
                DetectionService service = DetectionService.start(settings, detector, FrameListener.NONE)) {
            service.check();
            Verb ledger = as("lynceus-reader", "ledger", "--wait", "300");
            assertThat(ledger.out() + ledger.err())
                    .contains("Every one of the " + FRAMES + " captured frames has exactly one event.");
            assertThat(ledger.exitCode()).isZero();
        }
    }

    @Test
    void nobodyReadsVideoOrWritesEventsWhoNeedNot() {
        assertThat(as("lynceus-capture", "tail", "--from-beginning", "--count", "1")
                        .exitCode())
                .isEqualTo(1);
        assertThat(as("lynceus-process", "topics", "alter", "--retention", "1h").exitCode())
                .isEqualTo(1);
        Verb capture = as("lynceus-reader", "capture", "--camera", "gate=" + folder.resolve("clip.mp4"), "--fast");
        assertThat(capture.exitCode()).isNotZero();
    }

    /** By rights on all topics of a prefix, given before there was the one of cameras' partitions. */
    @Test
    void whoSeesTheTopicOfPartitionsAndMayNotReadItGoesByNames() throws Exception {
        assertThat(as(SecureBroker.ADMIN, "topics", "create", "--topics-prefix", "older")
                        .exitCode())
                .isZero();
        ResourcePattern all = new ResourcePattern(ResourceType.TOPIC, "older.", PatternType.PREFIXED);
        broker.allow(Stream.of(AclOperation.WRITE, AclOperation.DESCRIBE, AclOperation.DESCRIBE_CONFIGS)
                .map(operation -> new AclBinding(
                        all, new AccessControlEntry("User:lynceus-capture", "*", operation, AclPermissionType.ALLOW)))
                .toList());
        String clip =
                TestClips.write(folder.resolve("older.mp4"), 64, 48, FRAMES).toString();
        Verb capture =
                as("lynceus-capture", "capture", "--topics-prefix", "older", "--camera", "gate=" + clip, "--fast");
        assertThat(capture.exitCode()).as(capture.err()).isZero();
        assertThat(as(SecureBroker.ADMIN, "topics", "describe", "--topics-prefix", "older")
                        .out())
                .contains("cameras: none has a place of its own");
    }

    /** As OPERATIONS.md has it: Read on all topics, and Write on that of the places. */
    @Test
    void whoMayReadTopicsAndWritePlacesDecidesAboutThem() throws Exception {
        assertThat(as(SecureBroker.ADMIN, "topics", "create", "--topics-prefix", "placed")
                        .exitCode())
                .isZero();
        broker.allow(List.of(
                allowed("placed.", PatternType.PREFIXED, AclOperation.READ),
                allowed("placed.camera-partitions", PatternType.LITERAL, AclOperation.WRITE)));
        Verb balance = as("lynceus-reader", "topics", "balance", "--topics-prefix", "placed");
        assertThat(balance.exitCode()).as(balance.err()).isZero();
        assertThat(balance.out()).contains("cameras: 0 in ");
        assertThat(as("lynceus-reader", "topics", "forget", "gate", "--topics-prefix", "placed")
                        .err())
                .contains("no camera gate has a place");
    }

    private static AclBinding allowed(String topic, PatternType pattern, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, topic, pattern),
                new AccessControlEntry("User:lynceus-reader", "*", operation, AclPermissionType.ALLOW));
    }

    @Test
    void processMayReadWhatItsPageShows() {
        TopicNames topics = TopicNames.DEFAULT;
        for (String topic : List.of(topics.detections(), topics.tracks(), topics.zoneEvents(), topics.cameraStatus())) {
            try (TopicReader<byte[]> reader = reader("lynceus-process", topic)) {
                assertThatCode(() -> reader.poll(Duration.ofMillis(700)))
                        .as(topic)
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void theSinksHandOnWhatTheyMayReadAndMayReadNothingElse() {
        SentAnalytics.send(connection(SecureBroker.ADMIN), 20, Instant.now());
        try (Database database = Database.start()) {
            Verb history =
                    as("lynceus-history", "sink", "postgres", "--url", database.url(), "--user", "postgres", "--once");
            assertThat(history.exitCode()).as(history.err()).isZero();
            assertThat(database.rows("select count(*) from lynceus.zone_events"))
                    .containsExactly("20");
        }
        Delivered delivered = new Delivered();
        try (DeliverySink alarms = DeliverySink.open(
                connection("lynceus-alarms"),
                "lynceus-alarms",
                delivered,
                null,
                Clock.systemUTC(),
                () -> delivered.events.size() == 20)) {
            alarms.run(() -> {});
        }
        assertThat(delivered.events).hasSize(20);
        for (String user : List.of("lynceus-history", "lynceus-alarms")) {
            assertThatThrownBy(() -> reader(user, TopicNames.DEFAULT.packets()))
                    .as(user)
                    .isInstanceOf(RunError.class);
        }
        assertThatThrownBy(() -> reader("lynceus-alarms", TopicNames.DEFAULT.detections()))
                .isInstanceOf(RunError.class);
    }

    @Test
    void whoMayNotReadATopicIsToldWhich() {
        String topic = TopicNames.DEFAULT.detections();
        assertThatThrownBy(() -> reader("lynceus-capture", topic))
                .isInstanceOf(RunError.class)
                .hasMessageContaining("reading " + topic);
    }

    private static TopicReader<byte[]> reader(String user, String topic) {
        return new TopicReader<>(connection(user), topic, new ByteArrayDeserializer(), Instant.EPOCH);
    }

    private static Verb as(String user, String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--kafka-config";
        all[arguments.length + 1] = broker.client(user).toString();
        return Verb.run(all);
    }

    private static Broker connection(String user) {
        return new BrokerWishes(null, broker.client(user), TopicNames.DEFAULT.prefix())
                .broker(new BrokerEnvironment(Map.of()));
    }

    /** Keeps what it is given. */
    private static final class Delivered implements Delivery {
        private final List<ZoneEvent> events = new ArrayList<>();

        @Override
        public void deliver(ZoneEvent event) {
            events.add(event);
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
