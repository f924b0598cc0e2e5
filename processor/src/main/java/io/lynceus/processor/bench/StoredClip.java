package io.lynceus.processor.bench;

import io.lynceus.processor.broker.EmbeddedBroker;
import io.lynceus.processor.capture.Camera;
import io.lynceus.processor.capture.Capture;
import io.lynceus.processor.capture.CaptureOptions;
import io.lynceus.processor.capture.KafkaPacketSink;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.RecordSizes;
import io.lynceus.processor.kafka.TopicLayout;
import io.lynceus.processor.kafka.TopicSetup;
import io.lynceus.vision.RunError;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** A broker of its own whose packets topic holds a clip, shown by several cameras, each with a partition of its own. */
final class StoredClip implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(50);

    private final EmbeddedBroker embedded;
    private final List<String> cameras;

    private StoredClip(EmbeddedBroker broker, List<String> cameras) {
        this.embedded = broker;
        this.cameras = cameras;
    }

    /**
     * @param frames of each camera; the clip begins again where it is shorter
     * @throws io.lynceus.vision.UserError when it is no video
     */
    static StoredClip of(Path video, int cameras, long frames) {
        EmbeddedBroker broker = EmbeddedBroker.start(0);
        try {
            List<String> names = IntStream.rangeClosed(1, cameras)
                    .mapToObj(number -> "camera-" + number)
                    .toList();
            StoredClip stored = new StoredClip(broker, names);
            stored.fill(video, frames);
            return stored;
        } catch (RuntimeException | Error e) {
            broker.close();
            throw e;
        }
    }

    private void fill(Path video, long frames) {
        try (TopicSetup topics = TopicSetup.open(broker())) {
            topics.create(new TopicLayout(cameras.size(), 1, RecordSizes.LARGEST));
        }
        try (KafkaPacketSink sink = KafkaPacketSink.open(broker())) {
            for (String name : cameras) {
                FirstPackets first = new FirstPackets(sink, frames);
                CaptureOptions options = new CaptureOptions(true, CaptureOptions.FOREVER);
                try (Capture capture =
                        Capture.start(new Camera(name, video.toString()), options, first, Clock.systemUTC())) {
                    while (!first.await(TICK)) {
                        capture.await(Duration.ZERO);
                    }
                }
            }
            sink.flush();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunError("stopped while the packets were stored", e);
        }
    }

    Broker broker() {
        return embedded.connection();
    }

    List<String> cameras() {
        return cameras;
    }

    @Override
    public void close() {
        embedded.close();
    }
}
