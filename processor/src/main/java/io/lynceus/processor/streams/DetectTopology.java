package io.lynceus.processor.streams;

import io.lynceus.processor.config.Overload;
import io.lynceus.processor.inference.Detector;
import io.lynceus.processor.kafka.Codecs;
import io.lynceus.processor.kafka.TopicNames;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Packets to detections, in one sub-topology: no raw frame ever crosses a topic. */
final class DetectTopology {
    private DetectTopology() {}

    /**
     * Builds the topology; starts nothing.
     *
     * @param topics where packets come from and events go
     * @param codecs of both
     * @param detector shared by all stream threads; closed by its owner, after the streams
     * @param replay gives packets again after a restart
     * @param overload the cameras' policies
     * @param clock of the events' processing time, of the packets' age and of the work's length
     * @param mostReplay the longest that a camera's packets are decoded again at once
     */
    static Topology build(
            TopicNames topics,
            Codecs codecs,
            Detector detector,
            FrameListener listener,
            PacketReplay replay,
            Overload overload,
            Clock clock,
            Duration mostReplay) {
        Events events = new Events(detector.model(), clock);
        CommitPace pace = new CommitPace(clock);
        Baton baton = new Baton();
        return new Topology()
                .addSource(
                        AutoOffsetReset.earliest(),
                        "packets",
                        new StringDeserializer(),
                        codecs.packets().deserializer(),
                        topics.packets())
                .addProcessor(
                        "detect",
                        () -> new DetectProcessor(
                                detector, events, listener, replay, overload, clock, pace, mostReplay, baton),
                        "packets")
                .addStateStore(progress(), "detect")
                .addSink(
                        "detections",
                        topics.detections(),
                        new StringSerializer(),
                        codecs.detections().serializer(),
                        "detect");
    }

    /** The topic that Kafka Streams keeps the progress in. */
    static String changelog(String applicationId) {
        return applicationId + "-" + DetectProcessor.PROGRESS + "-changelog";
    }

    /** A small value for each camera: kept in memory, logged to a topic that is compacted soon, so that it is read quickly at a start. */
    private static StoreBuilder<KeyValueStore<String, Progress>> progress() {
        return Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(DetectProcessor.PROGRESS), Serdes.String(), ProgressFormat.serde())
                .withCachingEnabled()
                .withLoggingEnabled(Map.of(TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(16 << 20)));
    }
}
