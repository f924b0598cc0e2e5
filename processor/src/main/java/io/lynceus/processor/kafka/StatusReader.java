package io.lynceus.processor.kafka;

import io.lynceus.schemas.avro.CameraStatus;
import java.time.Duration;
import java.util.List;

/** What happens to the cameras, as it comes. One thread. */
public final class StatusReader implements AutoCloseable {
    private final TopicReader<CameraStatus> reader;

    private StatusReader(TopicReader<CameraStatus> reader) {
        this.reader = reader;
    }

    /**
     * @param fromBeginning all that the topic holds first, instead of from now on
     * @throws io.lynceus.vision.RunError when the broker is away or the topic is missing
     */
    public static StatusReader open(Broker broker, boolean fromBeginning) {
        String topic = broker.topics().cameraStatus();
        broker.require(topic);
        return new StatusReader(
                new TopicReader<>(broker, topic, broker.codecs().cameraStatus().deserializer(), fromBeginning));
    }

    /**
     * The next ones, in order.
     *
     * @param time how long to wait for the first
     * @return empty when none came
     */
    public List<CameraStatus> poll(Duration time) {
        return reader.poll(time);
    }

    @Override
    public void close() {
        reader.close();
    }
}
