package io.lynceus.processor.operator;

import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.TopicNames;
import io.lynceus.processor.kafka.TopicReader;
import io.lynceus.processor.web.LivePage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Shows a page what is committed, of all cameras, whichever instance has them: what it shows has been through Kafka,
 * and the latency that it shows includes the commit.
 */
public final class PageFeeds implements AutoCloseable {
    /** What happened in this time before the page was opened can be searched. */
    private static final Duration BACK = Duration.ofHours(1);

    private final Broker broker;
    private final AtomicLong frames = new AtomicLong();
    private final Follower<?> detections;
    private final List<Follower<?>> others = new ArrayList<>();

    /**
     * Begins to read.
     *
     * @param fromBeginning all events first, instead of from now on
     */
    public PageFeeds(Broker broker, LivePage page, boolean fromBeginning) {
        this.broker = broker;
        TopicNames topics = broker.topics();
        detections = new Follower<>(
                topics.detections(),
                () -> new TopicReader<>(
                        broker,
                        topics.detections(),
                        broker.codecs().detections().deserializer(),
                        fromBeginning),
                event -> {
                    page.onEvent(event);
                    frames.addAndGet(event.getFrameCount());
                });
        Set<String> there = broker.there();
        follow(there, topics.zoneEvents(), broker.codecs().zoneEvents().deserializer(), page::onZone);
        follow(there, topics.tracks(), broker.codecs().tracks().deserializer(), page::onTrack);
        follow(there, topics.cameraStatus(), broker.codecs().cameraStatus().deserializer(), page::onStatus);
    }

    private <T> void follow(Set<String> there, String topic, Deserializer<T> deserializer, Consumer<T> taker) {
        if (there.contains(topic)) {
            Instant since = Instant.now().minus(BACK);
            others.add(new Follower<>(topic, () -> new TopicReader<>(broker, topic, deserializer, since), taker));
        }
    }

    /** Frames whose event has been seen. */
    public long frames() {
        return frames.get();
    }

    /** @throws io.lynceus.vision.RunError when reading the events has failed */
    public void check() {
        detections.check();
    }

    @Override
    public void close() {
        others.forEach(Follower::close);
        detections.close();
    }
}
