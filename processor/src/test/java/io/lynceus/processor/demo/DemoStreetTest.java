package io.lynceus.processor.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.analytics.AnalyticsStage;
import io.lynceus.processor.config.Analytics;
import io.lynceus.processor.config.CameraZones;
import io.lynceus.processor.pipeline.FrameRecords;
import io.lynceus.processor.pipeline.PacketFacts;
import io.lynceus.processor.pipeline.SeenFrame;
import io.lynceus.processor.tracking.ByteTracker;
import io.lynceus.schemas.avro.CaptureTimeSource;
import io.lynceus.schemas.avro.CountWindow;
import io.lynceus.schemas.avro.TrackEvent;
import io.lynceus.schemas.avro.ZoneEvent;
import io.lynceus.schemas.avro.ZoneEventKind;
import io.lynceus.vision.boxes.Detection;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The demo's line, held against somebody who counted by eye who crosses it. */
class DemoStreetTest {
    private static final int WIDTH = 768;
    private static final int HEIGHT = 576;
    private static final int FRAMES = 210;
    private static final CameraZones ZONES = DemoZones.street();

    private final List<ZoneEvent> events = new ArrayList<>();
    private final FrameRecords records = new FrameRecords() {
        @Override
        public void track(TrackEvent event) {}

        @Override
        public void zone(ZoneEvent event) {
            events.add(event);
        }

        @Override
        public void counts(CountWindow window) {}
    };

    @Test
    void whoCrossesThePathIsCountedAsByEye() throws IOException {
        ByteTracker tracker = new ByteTracker();
        AnalyticsStage stage = new AnalyticsStage("vtest", Analytics.NONE, camera -> ZONES, tracker, records);
        List<List<Detection>> found = found();
        for (int i = 0; i < FRAMES; i++) {
            SeenFrame frame = frame(i);
            stage.onFrame(frame, tracker.onFrame(frame, found.get(i)));
        }
        // Of 210 frames: to the right, to the left, to the right, and two to the left.
        assertThat(events)
                .filteredOn(event -> event.getKind() == ZoneEventKind.CROSSED)
                .extracting(event ->
                        Duration.between(Instant.EPOCH, event.getTime()).toMillis() / 100 + " " + event.getDirection())
                .containsExactly("10 BACKWARD", "69 FORWARD", "95 BACKWARD", "168 FORWARD", "188 FORWARD");
    }

    private static SeenFrame frame(int number) {
        Instant time = Instant.EPOCH.plusMillis(100L * number);
        PacketFacts facts = new PacketFacts(
                "vtest",
                1,
                number,
                number,
                1,
                10,
                time,
                CaptureTimeSource.FILE,
                time,
                WIDTH,
                HEIGHT,
                new PacketFacts.Origin("packets", 0, number),
                true);
        return new SeenFrame(facts, WIDTH, HEIGHT, null);
    }

    private static List<List<Detection>> found() throws IOException {
        List<List<Detection>> all = new ArrayList<>();
        for (int i = 0; i < FRAMES; i++) {
            all.add(new ArrayList<>());
        }
        try (InputStream in =
                Objects.requireNonNull(DemoStreetTest.class.getResourceAsStream("/tracking/vtest-found.csv"))) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(",", -1))
                    .forEach(at -> all.get(Integer.parseInt(at[0]))
                            .add(new Detection(
                                    Integer.parseInt(at[1]),
                                    Integer.parseInt(at[1]) == 0 ? "person" : "vehicle",
                                    Float.parseFloat(at[2]),
                                    Float.parseFloat(at[3]) / WIDTH,
                                    Float.parseFloat(at[4]) / HEIGHT,
                                    Float.parseFloat(at[5]) / WIDTH,
                                    Float.parseFloat(at[6]) / HEIGHT)));
        }
        return all;
    }
}
