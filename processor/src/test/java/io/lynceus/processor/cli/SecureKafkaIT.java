package io.lynceus.processor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.processor.broker.SecureBroker;
import io.lynceus.processor.decode.TestClips;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.BrokerEnvironment;
import io.lynceus.processor.kafka.BrokerWishes;
import io.lynceus.processor.kafka.EventReader;
import io.lynceus.processor.streams.DetectionService;
import io.lynceus.processor.streams.DetectionSettings;
import io.lynceus.processor.streams.FakeDetector;
import io.lynceus.processor.streams.FrameListener;
import io.lynceus.vision.RunError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole pipeline on a broker that wants TLS, a password and an ACL for all that is done: each verb with the ACLs
 * that it needs.
 */
class SecureKafkaIT {
    private static final int FRAMES = 12;
    private static final String PREFIX = "north";
    private static final String APPLICATION = "north-detect";

    @TempDir
    static Path folder;

    private static SecureBroker broker;
    private static String clip;

    @BeforeAll
    static void start() throws Exception {
        broker = new SecureBroker(folder, "setup", "capture", "process", "viewer", "stranger");
        clip = TestClips.write(folder.resolve("clip.mp4"), 64, 48, FRAMES).toString();
        broker.allow(Stream.of(
                        allow("setup", ResourceType.CLUSTER, "kafka-cluster", AclOperation.CREATE),
                        topics("setup", AclOperation.DESCRIBE),
                        topics("setup", AclOperation.DESCRIBE_CONFIGS),
                        topics("setup", AclOperation.ALTER_CONFIGS),
                        topic("capture", ".packets", AclOperation.WRITE),
                        topic("capture", ".packets", AclOperation.DESCRIBE_CONFIGS),
                        topic("capture", ".camera-status", AclOperation.WRITE),
                        topic("process", ".packets", AclOperation.READ),
                        topic("process", ".packets", AclOperation.DESCRIBE_CONFIGS),
                        topic("process", ".detections", AclOperation.WRITE),
                        topic("process", ".dead-letters", AclOperation.WRITE),
                        topic("process", ".dead-letters", AclOperation.DESCRIBE_CONFIGS),
                        application(ResourceType.TOPIC, AclOperation.CREATE),
                        application(ResourceType.TOPIC, AclOperation.READ),
                        application(ResourceType.TOPIC, AclOperation.WRITE),
                        application(ResourceType.GROUP, AclOperation.READ),
                        application(ResourceType.TRANSACTIONAL_ID, AclOperation.WRITE),
                        topics("viewer", AclOperation.READ))
                .toList());
        assertThat(as("setup", "topics", "create", "--partitions", "2").out())
                .contains("north.packets: created", "north.dead-letters: created");
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void fromTopicsToLedgerWithTheAclsThatEachVerbNeeds() {
        assertThat(as("setup", "topics", "create").out()).contains("north.packets: was there");
        assertThat(as("setup", "topics", "describe").out()).containsPattern("north.detections +2 +1 +1 +32 MiB");

        Verb capture = as("capture", "capture", "--camera", "gate=" + clip, "--fast");
        assertThat(capture.exitCode()).as(capture.err()).isZero();
        assertThat(capture.err()).contains(FRAMES + " packets sent");

        try (FakeDetector detector = new FakeDetector();
                DetectionService service = DetectionService.start(
                        new DetectionSettings(connection("process"), APPLICATION, 1, folder.resolve("state")),
                        detector,
                        FrameListener.NONE)) {
            service.check();
            Verb tail = as("viewer", "tail", "--from-beginning", "--count", Integer.toString(FRAMES));
            assertThat(tail.out()).hasLineCount(FRAMES + 1).containsPattern("gate +.*DETECTED +.* person 1");
        }
        Verb ledger = as("viewer", "ledger", "--wait", "300");
        assertThat(ledger.out()).contains("Every one of the " + FRAMES + " captured frames has exactly one event.");
        assertThat(ledger.exitCode()).isZero();
        assertThat(as("viewer", "tail", "--status", "--from-beginning", "--count", "1")
                        .out())
                .containsPattern("gate +CONNECTED");
    }

    @Test
    void aWrongPasswordIsOneLineThatDoesNotQuoteIt() {
        Path wrong = broker.client("viewer", "hunter2-hunter2");
        Verb tail = Verb.run("tail", "--kafka-config", wrong.toString());
        assertThat(tail.exitCode()).isEqualTo(1);
        assertThat(tail.err())
                .startsWith("lynceus: the Kafka broker at " + broker.address() + " does not let us in: ")
                .contains("--kafka-config")
                .doesNotContain("hunter2")
                .hasLineCount(1);
    }

    @Test
    void aBrokerWhoseCertificateNobodyTrustsIsOneLine() throws IOException {
        Path trusting = Files.writeString(
                folder.resolve("trusting.properties"),
                Files.readString(broker.client("viewer")).replaceAll("(?m)^ssl\\.truststore.*\\R", ""));
        Verb tail = Verb.run("tail", "--kafka-config", trusting.toString());
        assertThat(tail.exitCode()).isEqualTo(1);
        assertThat(tail.err())
                .startsWith("lynceus: no TLS connection with the Kafka broker at " + broker.address() + ": ")
                .contains("certification path")
                .hasLineCount(1);
    }

    @Test
    void aLoginThatIsWrittenWrongIsWrongUsageThatDoesNotQuoteIt() throws IOException {
        Path broken = Files.writeString(
                folder.resolve("broken.properties"),
                Files.readString(broker.client("viewer")).replace(" required ", " reqiured "));
        Verb tail = Verb.run("tail", "--kafka-config", broken.toString());
        assertThat(tail.exitCode()).isEqualTo(2);
        assertThat(tail.err()).doesNotContain(SecureBroker.password("viewer")).hasLineCount(1);
    }

    @Test
    void whoMayNotSeeATopicIsToldSo() {
        Verb tail = as("stranger", "tail");
        assertThat(tail.exitCode()).isEqualTo(1);
        assertThat(tail.err())
                .contains("has no topic north.detections, or does not show it to us")
                .hasLineCount(1);
    }

    @Test
    void processWithoutAnAclEndsWithALineThatNamesWhatIsMissing() {
        try (FakeDetector detector = new FakeDetector()) {
            assertThatThrownBy(() -> DetectionService.start(
                                    new DetectionSettings(
                                            connection("process"), "another-name", 1, folder.resolve("another")),
                                    detector,
                                    FrameListener.NONE)
                            .close())
                    .isInstanceOf(RunError.class)
                    .hasMessageContaining("Not authorized to access group: another-name");
        }
    }

    @Test
    void theEnvironmentMayHoldThePasswordInsteadOfTheFile() throws IOException {
        String file = Files.readString(broker.client("viewer"));
        Path open = Files.writeString(
                folder.resolve("open.properties"), file.replaceAll("(?m)^sasl\\.jaas\\.config.*\\R", ""));
        String login = file.replaceAll("(?s).*sasl\\.jaas\\.config=([^\\n]*).*", "$1");
        Broker connection = new BrokerWishes(null, open, PREFIX)
                .broker(new BrokerEnvironment(Map.of("LYNCEUS_KAFKA_SASL_JAAS_CONFIG", login)));
        try (EventReader reader = EventReader.open(connection, true)) {
            assertThat(reader.poll(Duration.ZERO)).isNotNull();
        }
    }

    private static Verb as(String user, String... arguments) {
        List<String> more = List.of("--kafka-config", broker.client(user).toString(), "--topics-prefix", PREFIX);
        return Verb.run(Stream.concat(Arrays.stream(arguments), more.stream()).toArray(String[]::new));
    }

    private static Broker connection(String user) {
        return new BrokerWishes(null, broker.client(user), PREFIX).broker(new BrokerEnvironment(Map.of()));
    }

    private static AclBinding topic(String user, String name, AclOperation operation) {
        return allow(user, ResourceType.TOPIC, PREFIX + name, operation);
    }

    private static AclBinding topics(String user, AclOperation operation) {
        return prefixed(user, ResourceType.TOPIC, PREFIX + ".", operation);
    }

    private static AclBinding application(ResourceType type, AclOperation operation) {
        return prefixed("process", type, APPLICATION, operation);
    }

    private static AclBinding allow(String user, ResourceType type, String name, AclOperation operation) {
        return binding(user, new ResourcePattern(type, name, PatternType.LITERAL), operation);
    }

    private static AclBinding prefixed(String user, ResourceType type, String name, AclOperation operation) {
        return binding(user, new ResourcePattern(type, name, PatternType.PREFIXED), operation);
    }

    private static AclBinding binding(String user, ResourcePattern pattern, AclOperation operation) {
        return new AclBinding(pattern, new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
    }
}
