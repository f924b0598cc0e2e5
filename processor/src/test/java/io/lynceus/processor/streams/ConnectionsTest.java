package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.pipeline.Progress;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.FrameStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A camera that is captured twice at once, again, or no more. */
class ConnectionsTest {
    private static final int FRAMES = 24;
    /** As many packets of an older connection in a row, and the newer one is taken for dead. */
    private static final int MOST_OUTDATED = 750;

    private static final Duration QUIET = Duration.ofSeconds(40);
    private static final String OUTDATED = "of an older connection to the camera than the one at work";

    @TempDir
    Path folder;

    private final List<EncodedPacket> older = ReorderedPackets.of("cam", 5, FRAMES);
    private final List<EncodedPacket> newer = ReorderedPackets.of("cam", 6, FRAMES);

    @Test
    void ofTwoConnectionsAtOnceTheNewerIsDecodedAndTheOlderSkipped() {
        List<EncodedPacket> topic = new ArrayList<>(older.subList(0, 7));
        for (int i = 0; i < FRAMES - 7; i++) {
            topic.addAll(List.of(newer.get(i), older.get(7 + i)));
        }
        List<FrameDetections> events = run(topic, cut -> false);
        assertOneEach(topic, events);
        assertThat(events).filteredOn(event -> event.getEpoch() == 6).allMatch(ConnectionsTest::detected);
        assertThat(events)
                .filteredOn(event -> event.getEpoch() == 5 && event.getSequence() >= 7)
                .isNotEmpty()
                .allMatch(event -> event.getStatus() == FrameStatus.SKIPPED
                        && event.getReason().contains("older connection"));
        for (int at = 1; at < topic.size(); at++) {
            int cut = at;
            assertThat(run(topic, offset -> offset == cut)).isEqualTo(events);
        }
    }

    @Test
    void theOlderOneGoesOnWhenTheNewerHasEnded() {
        List<EncodedPacket> topic = new ArrayList<>(older.subList(0, 7));
        topic.addAll(newer);
        topic.addAll(older.subList(7, FRAMES + 1));
        List<FrameDetections> events = run(topic, cut -> false);
        assertOneEach(topic, events);
        assertThat(events)
                .filteredOn(event -> event.getEpoch() == 5 && event.getSequence() >= 20)
                .isNotEmpty()
                .allMatch(ConnectionsTest::detected);
        assertThat(run(topic, cut -> true)).isEqualTo(events);
    }

    @Test
    void orWhenItSaysNothingForLong() {
        List<EncodedPacket> old = ReorderedPackets.of("cam", 5, MOST_OUTDATED + 60);
        List<EncodedPacket> topic = new ArrayList<>(old.subList(0, 3));
        topic.addAll(newer.subList(0, 12));
        topic.addAll(old.subList(3, old.size()));
        long first = 3 + MOST_OUTDATED;
        List<FrameDetections> events = run(topic, cut -> false);
        assertOneEach(topic, events);
        assertThat(events)
                .filteredOn(event -> event.getEpoch() == 5 && event.getSequence() >= 3 && event.getSequence() < first)
                .allMatch(event -> OUTDATED.equals(event.getReason()));
        // The next keyframe is ten frames away at most, and pictures before it build on what was left out.
        assertThat(events)
                .filteredOn(event -> event.getEpoch() == 5 && event.getSequence() >= first + 14)
                .isNotEmpty()
                .allMatch(ConnectionsTest::detected);
        assertThat(run(topic, cut -> cut % 50 == 0)).isEqualTo(events);
    }

    @Test
    void butNotWhileItSendsNowAndThen() {
        List<EncodedPacket> old = ReorderedPackets.of("cam", 5, 3 * MOST_OUTDATED);
        List<EncodedPacket> topic = new ArrayList<>(old.subList(0, 3));
        int next = 3;
        for (EncodedPacket packet : newer.subList(0, FRAMES)) {
            topic.add(packet);
            topic.addAll(old.subList(next, Math.min(old.size() - 1, next + 90)));
            next = Math.min(old.size() - 1, next + 90);
        }
        List<FrameDetections> events = run(topic, cut -> false);
        assertOneEach(topic, events);
        assertThat(events).filteredOn(event -> event.getEpoch() == 6).allMatch(ConnectionsTest::detected);
        assertThat(events)
                .filteredOn(event -> event.getEpoch() == 5 && event.getSequence() >= 3)
                .allMatch(event -> OUTDATED.equals(event.getReason()));
    }

    @Test
    void norWhenTheNewerConnectsAgainAndAgain() {
        List<EncodedPacket> topic = new ArrayList<>(older.subList(0, 3));
        int next = 3;
        for (long epoch = 6; epoch < 16; epoch++) {
            for (EncodedPacket packet : ReorderedPackets.of("cam", epoch, 4).subList(0, 4)) {
                topic.add(packet);
            }
            topic.addAll(older.subList(next, next + 2));
            next += 2;
        }
        List<FrameDetections> events = run(topic, cut -> false);
        assertOneEach(topic, events);
        assertThat(events).filteredOn(event -> event.getEpoch() > 5).allMatch(ConnectionsTest::detected);
        assertThat(events)
                .filteredOn(event -> event.getEpoch() == 5 && event.getSequence() >= 3)
                .allMatch(event -> OUTDATED.equals(event.getReason()));
        assertThat(run(topic, cut -> true)).isEqualTo(events);
    }

    @Test
    void aCameraTakenOverFromAHostWhoseClockIsAnHourAheadIsDecodedAtOnce() {
        Duration hour = Duration.ofHours(1);
        List<EncodedPacket> ahead = ReorderedPackets.of("cam", 5 + hour.toMillis() * 1000, FRAMES).stream()
                .map(packet -> at(packet, packet.getIngestTime().plus(hour)))
                .toList();
        List<EncodedPacket> topic = new ArrayList<>(ahead.subList(0, 12));
        topic.addAll(newer);
        List<FrameDetections> events = run(topic, cut -> false);
        assertOneEach(topic, events);
        assertThat(events).allMatch(ConnectionsTest::detected);
        assertThat(run(topic, cut -> true)).isEqualTo(events);
    }

    @Test
    void andStaysSoWhileTheOtherHostGoesOn() {
        Duration hour = Duration.ofHours(1);
        List<EncodedPacket> ahead = ReorderedPackets.of("cam", 5 + hour.toMillis() * 1000, FRAMES).stream()
                .map(packet -> at(packet, packet.getIngestTime().plus(hour)))
                .toList();
        List<EncodedPacket> topic = new ArrayList<>(ahead.subList(0, 7));
        for (int i = 0; i < FRAMES - 7; i++) {
            topic.addAll(List.of(newer.get(i), ahead.get(7 + i)));
        }
        List<FrameDetections> events = run(topic, cut -> false);
        assertOneEach(topic, events);
        assertThat(events).filteredOn(event -> event.getEpoch() == 6).allMatch(ConnectionsTest::detected);
        assertThat(run(topic, cut -> true)).isEqualTo(events);
    }

    @Test
    void anEpochThatComesAgainAfterItsEndHasNoSecondEvents() {
        List<EncodedPacket> topic = new ArrayList<>(older);
        topic.addAll(older.subList(FRAMES / 2, FRAMES + 1));
        topic.addAll(newer);
        topic.addAll(older);
        assertOneEach(topic, run(topic, cut -> false));
        assertOneEach(topic, run(topic, cut -> true));
    }

    @Test
    void fromACameraThatHasGoneForGoodWhatTheDecoderHoldsComesOut() {
        List<EncodedPacket> some = older.subList(0, 15);
        try (Bench bench = bench(older)) {
            List<FrameDetections> events = new ArrayList<>(bench.send(some));
            assertThat(events).hasSizeLessThan(some.size());
            events.addAll(bench.pass(Duration.ofSeconds(20)));
            assertThat(events).hasSizeLessThan(some.size());
            events.addAll(bench.pass(QUIET));
            assertOneEach(some, events);
            assertThat(events).allMatch(ConnectionsTest::detected);
        }
    }

    @Test
    void alsoWhenItWentWhileNobodyProcessed() {
        List<EncodedPacket> some = older.subList(0, 15);
        List<FrameDetections> events = new ArrayList<>();
        Map<String, Progress> stored;
        try (Bench bench = bench(older)) {
            events.addAll(bench.send(some));
            stored = bench.stored();
        }
        try (Bench bench = bench(older)) {
            bench.takeOver(stored, some.size());
            events.addAll(bench.pass(QUIET));
            events.addAll(bench.pass(QUIET));
        }
        assertOneEach(some, events);
    }

    @Test
    void andWhenItComesBackItGoesOnWhereItWas() {
        for (int at = 1; at < FRAMES; at++) {
            List<FrameDetections> events = new ArrayList<>();
            try (Bench bench = bench(older)) {
                events.addAll(bench.send(older.subList(0, at)));
                events.addAll(bench.pass(QUIET));
                events.addAll(bench.send(older.subList(at, FRAMES + 1)));
            }
            assertOneEach(older, events);
            assertThat(events).allMatch(ConnectionsTest::detected);
        }
    }

    private Bench bench(List<EncodedPacket> topic) {
        return new Bench(new MeanDetector(), FrameListener.NONE, folder, new StoredPackets(topic, 0));
    }

    private List<FrameDetections> run(List<EncodedPacket> topic, IntPredicate restart) {
        List<FrameDetections> events = new ArrayList<>();
        Map<String, Progress> stored = new HashMap<>();
        int from = 0;
        for (int to = 1; to <= topic.size(); to++) {
            if (to == topic.size() || restart.test(to)) {
                try (Bench bench = bench(topic)) {
                    bench.takeOver(stored, from);
                    events.addAll(bench.send(topic.subList(from, to)));
                    if (to == topic.size()) {
                        events.addAll(bench.pass(QUIET));
                        events.addAll(bench.pass(QUIET));
                    }
                    stored = bench.stored();
                }
                from = to;
            }
        }
        return events;
    }

    private static EncodedPacket at(EncodedPacket packet, Instant ingest) {
        return EncodedPacket.newBuilder(packet).setIngestTime(ingest).build();
    }

    private static boolean detected(FrameDetections event) {
        return event.getStatus() == FrameStatus.DETECTED;
    }

    /** Each packet with a frame has one event, however often it is there. */
    private static void assertOneEach(List<EncodedPacket> packets, List<FrameDetections> events) {
        assertThat(events)
                .extracting(event -> event.getEpoch() + "/" + event.getSequence())
                .containsExactlyInAnyOrderElementsOf(packets.stream()
                        .filter(packet -> !packet.getEndOfStream())
                        .map(packet -> packet.getEpoch() + "/" + packet.getSequence())
                        .distinct()
                        .toList());
    }
}
