package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lynceus.processor.broker.PreloadedClock;
import io.lynceus.processor.broker.WrongBroker;
import io.lynceus.processor.cli.ChildVerb;
import io.lynceus.processor.decode.TestClips;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.EventReader;
import io.lynceus.processor.kafka.TopicLayout;
import io.lynceus.processor.kafka.TopicSetup;
import io.lynceus.processor.ledger.CameraLedger;
import io.lynceus.processor.ledger.Ledger;
import io.lynceus.vision.engine.TinyModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Capture and process as processes of their own, and a broker: each with a clock that is wrong, and is set. */
class ClocksIT {
    private static final Duration HOURS = Duration.ofHours(3);
    private static final Duration TO_1970 = Duration.ofDays(-365L * 50);
    private static final int SOME = 15;

    @TempDir
    Path folder;

    private PreloadedClock captureClock;
    private PreloadedClock processClock;
    private String clip;
    private String model;

    /** Who made the topics. */
    private enum Topics {
        OURS,
        /**
         * By somebody who knows nothing of our settings: records have the writer's time, within the broker's limits.
         */
        THEIRS
    }

    @BeforeEach
    void prepare() throws IOException, InterruptedException {
        assumeTrue(PreloadedClock.canBeMade(), "no /usr/bin/gcc");
        captureClock = new PreloadedClock(folder, "capture");
        processClock = new PreloadedClock(folder, "process");
        clip = TestClips.write(folder.resolve("clip.mp4"), 64, 48, 50).toString();
        model = TinyModel.street(folder.resolve("tiny.onnx")).toString();
    }

    @ParameterizedTest
    @EnumSource(Topics.class)
    void clocksThatAreSetBackAndForwardAndSlewedLoseNothingAndEndNothing(Topics topics) throws Exception {
        captureClock.ahead(HOURS);
        processClock.ahead(HOURS.negated());
        try (WrongBroker broker = new WrongBroker(folder, Duration.ZERO, Map.of())) {
            make(topics, broker.connection());
            try (ChildVerb capture = capture(broker.connection(), "1");
                    ChildVerb process = process(broker.connection());
                    EventReader events = EventReader.open(broker.connection(), true)) {
                // But for the broker's set back: it may hold a transaction until its clock is where it was.
                List<Runnable> settings = List.of(
                        () -> captureClock.ahead(TO_1970),
                        () -> captureClock.ahead(Duration.ZERO),
                        () -> broker.ahead(HOURS),
                        () -> processClock.ahead(HOURS),
                        () -> processClock.ahead(HOURS.negated()),
                        () -> processClock.slewed(Duration.ofMillis(100)),
                        () -> captureClock.slewed(Duration.ofMillis(-100)));
                awaitEvents(events, capture, process);
                for (Runnable setting : settings) {
                    setting.run();
                    awaitEvents(events, capture, process);
                }
                capture.terminate();
                assertThat(capture.exitCode()).as(capture.said()).isZero();
                awaitBalance(broker.connection());
                process.terminate();
                assertThat(process.exitCode()).as(process.said()).isZero();
                assertThat(capture.said()).containsPattern("this machine's clock is 10,\\d+ s ahead of the broker's");
                assertThat(process.said()).contains("this machine's clock was set back by");
            }
            assertThat(lines(broker.connection())).singleElement().satisfies(line -> {
                assertThat(line.dropped()).isZero();
                assertThat(line.byStatus()).containsOnlyKeys("DETECTED");
            });
        }
    }

    @ParameterizedTest
    @EnumSource(Topics.class)
    void whatWasCapturedByAClockAt1970IsNotDeletedAsOld(Topics topics) throws Exception {
        captureClock.ahead(TO_1970);
        Map<String, String> tidy = Map.of(
                "log.retention.check.interval.ms",
                "500",
                "log.initial.task.delay.ms",
                "500",
                "log.segment.delete.delay.ms",
                "100");
        try (WrongBroker broker = new WrongBroker(folder, Duration.ZERO, tidy)) {
            make(topics, broker.connection());
            try (ChildVerb capture = capture(broker.connection(), "1");
                    ChildVerb process = process(broker.connection());
                    EventReader events = EventReader.open(broker.connection(), true)) {
                awaitEvents(events, capture, process);
                capture.terminate();
                assertThat(capture.exitCode()).as(capture.said()).isZero();
                awaitBalance(broker.connection());
                process.terminate();
                process.exitCode();
            }
            List<CameraLedger> before = lines(broker.connection());
            Bait.awaitDeletion(broker.connection());
            assertThat(lines(broker.connection())).isEqualTo(before);
        }
    }

    @Test
    void aCaptureWhoseClockWasAheadAndIsSetRightWhileItIsDownGoesOn() throws Exception {
        captureClock.ahead(Duration.ofMinutes(50));
        try (WrongBroker broker = new WrongBroker(folder, Duration.ZERO, Map.of())) {
            make(Topics.OURS, broker.connection());
            try (ChildVerb process = process(broker.connection());
                    EventReader events = EventReader.open(broker.connection(), true)) {
                try (ChildVerb ahead = capture(broker.connection(), "1")) {
                    awaitEvents(events, ahead, process);
                    ahead.kill();
                }
                captureClock.ahead(Duration.ZERO);
                try (ChildVerb right = capture(broker.connection(), "2")) {
                    awaitEvents(events, right, process);
                    right.terminate();
                    right.exitCode();
                }
                awaitBalance(broker.connection());
                process.terminate();
                process.exitCode();
            }
            assertThat(lines(broker.connection()))
                    .singleElement()
                    .satisfies(line -> assertThat(line.byStatus()).containsOnlyKeys("DETECTED"));
        }
    }

    private ChildVerb capture(Broker broker, String name) {
        return new ChildVerb(
                folder.resolve("capture" + name + ".log"),
                captureClock.environment(),
                "capture",
                "--bootstrap",
                broker.bootstrap(),
                "--camera",
                "gate=" + clip,
                "--loop",
                "forever");
    }

    private ChildVerb process(Broker broker) {
        return new ChildVerb(
                folder.resolve("process.log"),
                processClock.environment(),
                "process",
                "--bootstrap",
                broker.bootstrap(),
                "--threads",
                "1",
                "--state",
                folder.resolve("state").toString(),
                "--model",
                model);
    }

    private static void make(Topics topics, Broker broker) {
        if (topics == Topics.OURS) {
            try (TopicSetup setup = TopicSetup.open(broker)) {
                setup.create(TopicLayout.DEFAULT);
            }
            return;
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            List<NewTopic> wanted = broker.topics().all().stream()
                    .map(topic -> new NewTopic(topic, 1, (short) 1))
                    .toList();
            admin.createTopics(wanted)
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
    }

    /** Some more events; fails when a child has ended. */
    private static void awaitEvents(EventReader events, ChildVerb... children) {
        int came = 0;
        while (came < SOME) {
            came += events.poll(Duration.ofMillis(500)).size();
            for (ChildVerb child : children) {
                assertThat(child.runs()).as(child.said()).isTrue();
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("the test's time is up: " + children[0].said() + children[1].said());
            }
        }
    }

    private static void awaitBalance(Broker broker) {
        try (Ledger ledger = Ledger.open(broker)) {
            await().until(() -> ledger.catchUp().stream().allMatch(CameraLedger::balanced));
        }
    }

    private static List<CameraLedger> lines(Broker broker) {
        try (Ledger ledger = Ledger.open(broker)) {
            return ledger.catchUp();
        }
    }
}
