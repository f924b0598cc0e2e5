package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lynceus.processor.broker.BrokerWithTopics;
import io.lynceus.processor.broker.EmbeddedBroker;
import io.lynceus.processor.config.Analytics;
import io.lynceus.processor.config.CameraZones;
import io.lynceus.processor.config.Damaged;
import io.lynceus.processor.config.Decoding;
import io.lynceus.processor.config.Overload;
import io.lynceus.processor.config.Point;
import io.lynceus.processor.config.TrackerKind;
import io.lynceus.processor.config.ZoneConfig;
import io.lynceus.processor.inference.Detector;
import io.lynceus.processor.inference.Model;
import io.lynceus.processor.kafka.AnalyticsTopic;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.StretchReader;
import io.lynceus.schemas.avro.TrackChange;
import io.lynceus.schemas.avro.TrackEvent;
import io.lynceus.schemas.avro.ZoneEvent;
import io.lynceus.schemas.avro.ZoneEventKind;
import io.lynceus.vision.boxes.Detection;
import io.lynceus.vision.pixels.DecodedFrame;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Instances that are added and removed again and again, every few seconds. */
class ComingAndGoingIT {
    private static final int TIMES = 4;

    @TempDir
    Path folder;

    private EmbeddedBroker broker;

    @BeforeEach
    void start() {
        broker = BrokerWithTopics.start(4);
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyFrameHasOneEventWithNamesAndWithout(boolean named) throws Exception {
        try (FaultScene scene = new FaultScene(broker.connection(), 8, Duration.ofMillis(50));
                DetectionService stays = service("one", named)) {
            scene.awaitFrames(5, stays);
            for (int i = 0; i < TIMES; i++) {
                try (DetectionService comes = service("two", named)) {
                    scene.awaitFrames(i % 2 == 0 ? 10 : 1, stays, comes);
                }
                if (i % 2 == 0) {
                    scene.awaitFrames(10, stays);
                }
            }
            scene.end(stays);
        }
    }

    @Test
    void eachInstanceKnowsTheOthersPageByTheCamerasThatItHas() throws Exception {
        try (FaultScene scene = new FaultScene(broker.connection(), 8, Duration.ofMillis(50));
                DetectionService one = service("one", true);
                DetectionService two = service("two", true)) {
            scene.awaitFrames(5, one, two);
            List<String> cameras =
                    IntStream.range(0, 8).mapToObj(i -> "cam-" + i).toList();
            await().untilAsserted(() -> {
                List<String> places =
                        cameras.stream().map(camera -> one.pageOf(camera, null)).toList();
                assertThat(places).contains("one:8088", "two:8088").containsOnly("one:8088", "two:8088");
                assertThat(cameras.stream()
                                .map(camera -> two.pageOf(camera, null))
                                .toList())
                        .isEqualTo(places);
            });
            scene.end(one, two);
        }
    }

    /** Somebody stands in each camera's picture all the time. */
    @Test
    void whoStandsInAZoneHasOneTrackAndHasEnteredOnceWhicheverInstanceHasTheCamera() throws Exception {
        Broker connection = broker.connection();
        try (FaultScene scene = new FaultScene(connection, 8, Duration.ofMillis(50));
                DetectionService stays = withZone("one")) {
            scene.awaitFrames(5, stays);
            for (int i = 0; i < 2; i++) {
                try (DetectionService comes = withZone("two")) {
                    scene.awaitFrames(10, stays, comes);
                }
            }
            scene.end(stays);
        }
        List<TrackEvent> tracks = all(AnalyticsTopic.TRACKS, TrackEvent.class);
        assertThat(tracks).extracting(TrackEvent::getEventId).doesNotHaveDuplicates();
        assertThat(tracks)
                .filteredOn(track -> track.getChange() == TrackChange.STARTED)
                .extracting(TrackEvent::getCamera)
                .hasSize(8)
                .doesNotHaveDuplicates();
        assertThat(tracks).noneMatch(track -> track.getChange() == TrackChange.ENDED);
        assertThat(all(AnalyticsTopic.ZONE_EVENTS, ZoneEvent.class))
                .allMatch(event -> event.getKind() == ZoneEventKind.ENTERED)
                .extracting(ZoneEvent::getCamera)
                .hasSize(8)
                .doesNotHaveDuplicates();
    }

    private <T> List<T> all(AnalyticsTopic topic, Class<T> type) {
        Broker connection = broker.connection();
        List<T> all = new ArrayList<>();
        try (StretchReader<AnalyticsTopic.Identified> reader = new StretchReader<>(
                connection, topic.name(connection.topics()), topic.reader(connection.codecs()), 1 << 20, () -> false)) {
            reader.read(
                    reader.beginnings(),
                    reader.ends(),
                    record -> all.add(type.cast(record.value().record())));
        }
        return all;
    }

    private DetectionService withZone(String name) {
        CameraZones zones = new CameraZones(
                List.of(new ZoneConfig("below", List.of(new Point(0, 0), new Point(1, 0), new Point(1, 1)))), null);
        DetectionSettings settings = new DetectionSettings(
                broker.connection(),
                "come-and-go",
                2,
                folder.resolve(name),
                name,
                Overload.NONE,
                Damaged.MARKED,
                Decoding.AUTO,
                TrackerKind.BYTETRACK,
                Analytics.NONE,
                camera -> zones,
                null);
        return DetectionService.start(settings, new Standing(), FrameListener.NONE);
    }

    /** Finds the same person in each picture. */
    private static final class Standing implements Detector {
        @Override
        public Model model() {
            return FakeDetector.MODEL;
        }

        @Override
        public List<Detection> detect(DecodedFrame frame) {
            return List.of(new Detection(0, "person", 0.9f, 0.6f, 0.2f, 0.8f, 0.6f));
        }

        @Override
        public Duration frameTime(int threads) {
            return Duration.ZERO;
        }

        @Override
        public void close() {}
    }

    private DetectionService service(String name, boolean named) {
        DetectionSettings settings = new DetectionSettings(
                        broker.connection(), "come-and-go", 2, folder.resolve(name), named ? name : null, Overload.NONE)
                .following(Analytics.NONE::of, name + ":8088");
        return DetectionService.start(settings, new MeanDetector(), FrameListener.NONE);
    }
}
