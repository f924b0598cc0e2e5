package io.lynceus.processor.kafka;

import io.lynceus.schemas.avro.FrameDetections;
import java.time.Duration;
import java.util.List;

/** Committed events as they come, of all cameras. One thread. */
public final class EventReader implements AutoCloseable {
    private final TopicReader<FrameDetections> reader;

    private EventReader(TopicReader<FrameDetections> reader) {
        this.reader = reader;
    }

    /**
     * @param fromBeginning all that the topic holds first, instead of from now on
     * @throws io.lynceus.vision.RunError when the broker is away or the topic is missing
     */
    public static EventReader open(Broker broker, boolean fromBeginning) {
        String topic = broker.topics().detections();
        broker.require(topic);
        return new EventReader(
                new TopicReader<>(broker, topic, broker.codecs().detections().deserializer(), fromBeginning));
    }

    /**
     * The next events, a camera's in order.
     *
     * @param time how long to wait for the first
     * @return empty when none came
     */
    public List<FrameDetections> poll(Duration time) {
        return reader.poll(time);
    }

    @Override
    public void close() {
        reader.close();
    }
}
