package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.analytics.AnalyticsStage;
import io.lynceus.processor.config.Analytics;
import io.lynceus.processor.config.CameraZones;
import io.lynceus.processor.config.Damaged;
import io.lynceus.processor.config.LineConfig;
import io.lynceus.processor.config.Overload;
import io.lynceus.processor.config.Point;
import io.lynceus.processor.config.ZoneConfig;
import io.lynceus.processor.decode.CameraDecoders;
import io.lynceus.processor.inference.Detector;
import io.lynceus.processor.inference.Model;
import io.lynceus.processor.pipeline.FrameStages;
import io.lynceus.processor.pipeline.Progress;
import io.lynceus.processor.tracking.ByteTracker;
import io.lynceus.schemas.avro.CountWindow;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.TrackChange;
import io.lynceus.schemas.avro.TrackEvent;
import io.lynceus.schemas.avro.ZoneEvent;
import io.lynceus.vision.boxes.Detection;
import io.lynceus.vision.pixels.DecodedFrame;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tracks, zone events and counts of the whole topology, from packets with B-frames to records: a restart at any packet
 * changes none of them, adds none and leaves none out.
 */
class AnalyticsRecoveryTest {
    private static final Clock CLOCK = Clock.fixed(Bench.NOW, ZoneOffset.UTC);
    private static final int FRAMES = 34;
    private static final CameraZones ZONES = new CameraZones(
            List.of(new ZoneConfig(
                    "left",
                    List.of(new Point(0, 0), new Point(0.5, 0), new Point(0.5, 1), new Point(0, 1)),
                    null,
                    null,
                    null,
                    1,
                    null,
                    0.1,
                    0,
                    null)),
            List.of(new LineConfig(
                    "across", List.of(new Point(0.5, 0), new Point(0.5, 1)), null, null, null, 1, null, null)));
    private static final FrameStages STAGES = (camera, records) -> {
        ByteTracker tracker = new ByteTracker();
        return List.of(
                tracker, new AnalyticsStage(camera, new Analytics(1.0, 0.1, null), name -> ZONES, tracker, records));
    };

    @TempDir
    Path folder;

    @Test
    void aRestartAtAnyPacketChangesNoRecord() {
        List<EncodedPacket> topic = new ArrayList<>(timed(5, 1_000));
        topic.addAll(timed(6, 1_004));
        List<SpecificRecord> undisturbed = run(topic, cut -> false);
        assertThat(undisturbed)
                .hasAtLeastOneElementOfType(TrackEvent.class)
                .hasAtLeastOneElementOfType(ZoneEvent.class)
                .hasAtLeastOneElementOfType(CountWindow.class);
        assertThat(run(topic, cut -> true)).containsExactlyInAnyOrderElementsOf(undisturbed);
        for (int at = 2; at < topic.size(); at += 5) {
            int cut = at;
            assertThat(run(topic, offset -> offset == cut)).containsExactlyInAnyOrderElementsOf(undisturbed);
        }
    }

    /** As after a while with a version that knows nothing of tracks, and keeps nothing of them. */
    @Test
    void whereTheStateOfTracksIsLostNoIdIsThereTwice() {
        List<EncodedPacket> topic = new ArrayList<>(timed(5, 1_000));
        topic.addAll(timed(6, 1_004));
        List<SpecificRecord> records = run(topic, cut -> cut % 9 == 0, true);
        List<TrackEvent> tracks = all(TrackEvent.class, records);
        assertThat(tracks)
                .extracting(TrackEvent::getEventId)
                .hasSizeGreaterThan(3)
                .doesNotHaveDuplicates();
        assertThat(tracks)
                .filteredOn(track -> track.getChange() == TrackChange.STARTED)
                .extracting(TrackEvent::getTrackId)
                .hasSizeGreaterThan(3)
                .doesNotHaveDuplicates();
        assertThat(all(ZoneEvent.class, records))
                .extracting(ZoneEvent::getEventId)
                .isNotEmpty()
                .doesNotHaveDuplicates();
        assertThat(all(CountWindow.class, records))
                .extracting(CountWindow::getWindowId)
                .isNotEmpty()
                .doesNotHaveDuplicates();
    }

    private static <T> List<T> all(Class<T> type, List<SpecificRecord> records) {
        return records.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** One connection, ten frames a second from a second on. */
    private static List<EncodedPacket> timed(long epoch, long second) {
        return ReorderedPackets.of("cam", epoch, FRAMES).stream()
                .map(packet -> packet.getPts() == null
                        ? packet
                        : EncodedPacket.newBuilder(packet)
                                .setCaptureTime(Instant.ofEpochSecond(second).plusMillis(100 * packet.getPts()))
                                .setIngestTime(Instant.ofEpochSecond(second).plusMillis(100 * packet.getSequence()))
                                .build())
                .toList();
    }

    private List<SpecificRecord> run(List<EncodedPacket> topic, IntPredicate restart) {
        return run(topic, restart, false);
    }

    /** @param forgets whether the states of tracker and zones are lost each time */
    private List<SpecificRecord> run(List<EncodedPacket> topic, IntPredicate restart, boolean forgets) {
        List<SpecificRecord> records = new ArrayList<>();
        Map<String, Progress> stored = new HashMap<>();
        int from = 0;
        for (int to = 1; to <= topic.size(); to++) {
            if (to == topic.size() || restart.test(to)) {
                DetectParts parts = new DetectParts(
                        new Wanderer(),
                        "analytics",
                        FrameListener.NONE,
                        new StoredPackets(topic, 0),
                        Overload.NONE,
                        Damaged.MARKED,
                        CameraDecoders.ON_CPU,
                        STAGES,
                        CLOCK,
                        new ReplayTime(CLOCK, Bench.MOST_REPLAY, Bench.MOST_REPLAY));
                try (Bench bench = new Bench(parts, folder)) {
                    bench.takeOver(stored, from);
                    bench.send(topic.subList(from, to));
                    records.addAll(bench.records());
                    stored = bench.stored();
                    if (forgets) {
                        stored.replaceAll((camera, progress) -> withoutStages(progress));
                    }
                }
                from = to;
            }
        }
        return records;
    }

    private static Progress withoutStages(Progress all) {
        return new Progress(
                all.camera(),
                all.epoch(),
                all.ended(),
                all.start(),
                all.end(),
                all.epochs(),
                all.outdatedInARow(),
                all.due(),
                all.skipped(),
                all.nextSample(),
                List.of());
    }

    /** Finds somebody whose place follows from the picture's brightness, and goes to and fro with it. */
    private static final class Wanderer implements Detector {
        private final MeanDetector mean = new MeanDetector();

        @Override
        public Model model() {
            return mean.model();
        }

        @Override
        public List<Detection> detect(DecodedFrame frame) {
            double red = mean.detect(frame).get(0).score();
            float x = (float) (0.3 + 0.4 * (red * 4 - Math.floor(red * 4)));
            return List.of(new Detection(0, "person", 0.9f, x - 0.25f, 0.2f, x + 0.25f, 0.9f));
        }

        @Override
        public Duration frameTime(int threads) {
            return Duration.ZERO;
        }

        @Override
        public void close() {}
    }
}
