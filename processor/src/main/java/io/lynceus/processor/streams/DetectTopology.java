package io.lynceus.processor.streams;

import io.lynceus.processor.kafka.Codecs;
import io.lynceus.processor.kafka.RecordSizes;
import io.lynceus.processor.kafka.TopicNames;
import io.lynceus.processor.pipeline.Progress;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.WallclockTimestampExtractor;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Packets to detections, tracks, zone events and counts, in one sub-topology: no raw frame ever crosses a topic. */
final class DetectTopology {
    /** Names of the sinks. */
    static final String DETECTIONS = "detections";

    static final String TRACKS = "tracks";
    static final String ZONE_EVENTS = "zone-events";
    static final String COUNTS = "counts";

    private DetectTopology() {}

    /** Builds the topology; starts nothing. */
    static Topology build(TopicNames topics, Codecs codecs, DetectParts parts) {
        Events events = new Events(parts.detector().model(), parts.application(), parts.clock());
        CommitPace pace = new CommitPace(parts.clock());
        Baton baton = new Baton();
        return new Topology()
                .addSource(
                        AutoOffsetReset.earliest(),
                        "packets",
                        // What Kafka's own timestamp says is never looked at: whoever wrote it may have had any clock.
                        new WallclockTimestampExtractor(),
                        new StringDeserializer(),
                        codecs.packets().deserializer(),
                        topics.packets())
                .addProcessor("detect", () -> new DetectProcessor(parts, events, pace, baton), "packets")
                .addStateStore(progress(), "detect")
                .addSink(
                        DETECTIONS,
                        topics.detections(),
                        new StringSerializer(),
                        codecs.detections().serializer(),
                        "detect")
                .addSink(
                        TRACKS,
                        topics.tracks(),
                        new StringSerializer(),
                        codecs.tracks().serializer(),
                        "detect")
                .addSink(
                        ZONE_EVENTS,
                        topics.zoneEvents(),
                        new StringSerializer(),
                        codecs.zoneEvents().serializer(),
                        "detect")
                .addSink(
                        COUNTS,
                        topics.counts(),
                        new StringSerializer(),
                        codecs.counts().serializer(),
                        "detect");
    }

    /** The topic that Kafka Streams keeps the progress in. */
    static String changelog(String applicationId) {
        return applicationId + "-" + DetectProcessor.PROGRESS + "-changelog";
    }

    /**
     * A value for each camera, small but for crowds: kept in memory, logged to a topic that is compacted soon, so that
     * it is read quickly at a start.
     */
    private static StoreBuilder<KeyValueStore<String, Progress>> progress() {
        return Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(DetectProcessor.PROGRESS), Serdes.String(), ProgressFormat.serde())
                .withCachingEnabled()
                .withLoggingEnabled(Map.of(
                        TopicConfig.SEGMENT_BYTES_CONFIG,
                        Integer.toString(16 << 20),
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        Integer.toString(RecordSizes.LARGEST_PROGRESS),
                        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                        "LogAppendTime"));
    }
}
