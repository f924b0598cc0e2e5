package io.lynceus.processor.streams;

import io.lynceus.processor.inference.Detector;
import io.lynceus.processor.topics.Topics;
import io.lynceus.schemas.EncodedPacketSerde;
import io.lynceus.schemas.FrameDetectionsSerde;
import java.time.Clock;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;

/** Packets to detections, in one sub-topology: no raw frame ever crosses a topic. */
public final class DetectTopology {
    private DetectTopology() {}

    /**
     * Builds the topology; starts nothing.
     *
     * @param detector shared by all stream threads; closed by its owner, after the streams
     * @param clock of the events' processing time
     */
    public static Topology build(Detector detector, FrameListener listener, Clock clock) {
        Events events = new Events(detector.model(), clock);
        return new Topology()
                .addSource(
                        AutoOffsetReset.earliest(),
                        "packets",
                        new StringDeserializer(),
                        new EncodedPacketSerde().deserializer(),
                        Topics.PACKETS)
                .addProcessor("detect", () -> new DetectProcessor(detector, events, listener), "packets")
                .addSink(
                        "detections",
                        Topics.DETECTIONS,
                        new StringSerializer(),
                        new FrameDetectionsSerde().serializer(),
                        "detect");
    }
}
