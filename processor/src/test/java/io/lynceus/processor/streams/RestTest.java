package io.lynceus.processor.streams;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.config.Damaged;
import io.lynceus.processor.config.Overload;
import io.lynceus.processor.config.OverloadPolicy;
import io.lynceus.processor.decode.CameraDecoders;
import io.lynceus.processor.pipeline.FrameStages;
import io.lynceus.processor.pipeline.PacketReplay;
import io.lynceus.processor.pipeline.Progress;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.FrameStatus;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cameras from which nothing comes any more. */
class RestTest {
    private static final Duration QUIET = Duration.ofSeconds(40);
    private static final Duration LOOK = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    private final AtomicInteger replays = new AtomicInteger();

    @Test
    void manySilentCamerasComeToRestOneAtATime() {
        int cameras = 30;
        List<EncodedPacket> topic = new ArrayList<>();
        for (int i = 0; i < cameras; i++) {
            topic.addAll(ReorderedPackets.of("cam-" + i, 5, 15).subList(0, 15));
        }
        List<FrameDetections> events = new ArrayList<>();
        Map<String, Progress> stored;
        try (Bench bench = bench(topic, OverloadPolicy.EVERY_FRAME)) {
            events.addAll(bench.send(topic));
            stored = bench.stored();
        }
        assertThat(stored.values())
                .hasSize(cameras)
                .allMatch(progress -> !progress.due().isEmpty());
        try (Bench bench = bench(topic, OverloadPolicy.EVERY_FRAME)) {
            bench.takeOver(stored, topic.size());
            events.addAll(bench.pass(LOOK));
            events.addAll(bench.pass(QUIET));
            for (int done = 1; done < cameras; done++) {
                assertThat(replays).hasValue(done);
                events.addAll(bench.pass(LOOK));
            }
            assertThat(bench.stored().values()).noneMatch(Progress::open);
        }
        assertThat(events)
                .hasSameSizeAs(topic)
                .allMatch(event -> event.getStatus() == FrameStatus.DETECTED)
                .extracting(FrameDetections::getFrameId)
                .doesNotHaveDuplicates();
    }

    @Test
    void whereNothingIsDueTheSkippedFramesComeOutWithoutReadingAnythingAgain() {
        List<EncodedPacket> all = OverloadRun.packets(20, 0);
        List<EncodedPacket> topic = all.subList(0, 9);
        OverloadPolicy sample = OverloadPolicy.parse("sample=2");
        Map<String, Progress> stored;
        try (Bench bench = bench(topic, sample)) {
            bench.send(topic);
            stored = bench.stored();
        }
        try (Bench bench = bench(topic, sample)) {
            bench.takeOver(stored, topic.size());
            bench.pass(LOOK);
            assertThat(OverloadRun.brief(bench.pass(QUIET))).containsExactly("SKIPPED 6-8");
            assertThat(bench.stored().values()).noneMatch(Progress::open);
            assertThat(replays).hasValue(0);
            // Should it come back, it goes on as after a restart.
            assertThat(OverloadRun.brief(bench.send(all.subList(9, 11)))).containsExactly("SKIPPED 9", "DETECTED 10");
            assertThat(replays).hasValue(1);
        }
    }

    @Test
    void oneThatHoldsNothingGivesUpItsDecoderAndGoesOnWhereItWas() {
        List<EncodedPacket> topic = OverloadRun.packets(30, 0);
        List<FrameDetections> events = new ArrayList<>();
        try (Bench bench = bench(topic, OverloadPolicy.EVERY_FRAME)) {
            events.addAll(bench.send(topic.subList(0, 15)));
            assertThat(events).hasSize(15);
            assertThat(bench.pass(LOOK)).isEmpty();
            assertThat(bench.pass(QUIET)).isEmpty();
            events.addAll(bench.send(topic.subList(15, 31)));
        }
        assertThat(replays).hasValue(1);
        OverloadRun.assertExact(events, 30);
        assertThat(events).allMatch(event -> event.getStatus() == FrameStatus.DETECTED);
    }

    @Test
    void thoseThatHoldNothingComeToRestTogether() {
        List<EncodedPacket> topic = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            topic.addAll(ReorderedPackets.of("cam-" + i, 5, 15, 0).subList(0, 15));
        }
        try (Bench bench = bench(topic, OverloadPolicy.EVERY_FRAME)) {
            assertThat(bench.send(topic)).hasSameSizeAs(topic);
            bench.pass(QUIET);
            bench.send(ReorderedPackets.of("cam-0", 5, 15, 0));
            bench.send(ReorderedPackets.of("cam-9", 5, 15, 0));
        }
        assertThat(replays).hasValue(2);
    }

    @Test
    void aCameraThatSendsStaysAtWork() {
        List<EncodedPacket> topic = OverloadRun.packets(30, 0);
        try (Bench bench = bench(topic, OverloadPolicy.EVERY_FRAME)) {
            for (EncodedPacket packet : topic) {
                bench.send(List.of(packet));
                bench.pass(Duration.ofSeconds(20));
            }
        }
        assertThat(replays).hasValue(0);
    }

    @Test
    void aClosedTaskIsNotPunctuatedAnyMore() {
        MockProcessorContext<String, SpecificRecord> context = context();
        DetectProcessor processor = processor(List.of());
        processor.init(context);
        processor.close();
        assertThat(context.scheduledPunctuators())
                .isNotEmpty()
                .allMatch(MockProcessorContext.CapturedPunctuator::cancelled);
    }

    @Test
    void aTaskThatGoesOnFromItsLastCommitBringsThemToRestAgain() {
        List<EncodedPacket> topic = ReorderedPackets.of("cam", 5, 15).subList(0, 15);
        Progress open;
        try (Bench bench = bench(topic, OverloadPolicy.EVERY_FRAME)) {
            bench.send(topic);
            open = requireNonNull(bench.stored().get("cam"));
        }
        MockProcessorContext<String, SpecificRecord> context = context();
        DetectProcessor processor = processor(topic);
        for (int life = 1; life <= 2; life++) {
            KeyValueStore<String, Progress> store = context.getStateStore(DetectProcessor.PROGRESS);
            store.put("cam", open);
            context.resetForwards();
            context.resetCommit();
            processor.init(context);
            Punctuator look = context.scheduledPunctuators().get(life - 1).getPunctuator();
            look.punctuate(0);
            assertThat(context.committed()).isFalse();
            look.punctuate(QUIET.toMillis());
            assertThat(context.forwarded()).hasSameSizeAs(open.due());
            assertThat(context.committed()).isTrue();
            processor.close();
        }
    }

    private static MockProcessorContext<String, SpecificRecord> context() {
        MockProcessorContext<String, SpecificRecord> context = new MockProcessorContext<>();
        context.setCurrentSystemTimeMs(Bench.NOW.toEpochMilli());
        KeyValueStore<String, Progress> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(DetectProcessor.PROGRESS), Serdes.String(), ProgressFormat.serde())
                .withLoggingDisabled()
                .withCachingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
        return context;
    }

    private Bench bench(List<EncodedPacket> topic, OverloadPolicy policy) {
        return new Bench(
                new MeanDetector(),
                FrameListener.NONE,
                folder,
                counted(topic),
                Overload.all(policy),
                Clock.fixed(Bench.NOW, ZoneOffset.UTC));
    }

    private PacketReplay counted(List<EncodedPacket> topic) {
        return (from, end, packets) -> {
            replays.incrementAndGet();
            new StoredPackets(topic, 0).read(from, end, packets);
        };
    }

    private DetectProcessor processor(List<EncodedPacket> topic) {
        Clock clock = Clock.fixed(Bench.NOW, ZoneOffset.UTC);
        DetectParts parts = new DetectParts(
                new MeanDetector(),
                "rest",
                FrameListener.NONE,
                counted(topic),
                Overload.NONE,
                Damaged.MARKED,
                CameraDecoders.ON_CPU,
                FrameStages.NONE,
                clock,
                new ReplayTime(clock, Bench.MOST_REPLAY, Bench.MOST_REPLAY));
        return new DetectProcessor(
                parts, new Events(FakeDetector.MODEL, "rest", clock), new CommitPace(clock), new Baton());
    }
}
