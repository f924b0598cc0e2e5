package io.lynceus.processor.streams;

import io.lynceus.processor.config.Damaged;
import io.lynceus.processor.config.DamagedPolicy;
import io.lynceus.processor.config.Overload;
import io.lynceus.processor.decode.CameraDecoders;
import io.lynceus.processor.inference.Detector;
import io.lynceus.processor.kafka.AnalyticsTopic;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.Codecs;
import io.lynceus.processor.kafka.Replication;
import io.lynceus.processor.kafka.TopicNames;
import io.lynceus.processor.pipeline.FrameStages;
import io.lynceus.processor.pipeline.PacketReplay;
import io.lynceus.processor.pipeline.Progress;
import io.lynceus.schemas.EncodedPacketSerde;
import io.lynceus.schemas.FrameDetectionsSerde;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The detection topology without a broker: packets in at one end, events out at the other. */
final class Bench implements AutoCloseable {
    static final Instant NOW = Instant.ofEpochSecond(3_000);
    static final Duration MOST_REPLAY = Duration.ofSeconds(3);

    private final TopologyTestDriver driver;
    private final TestInputTopic<String, EncodedPacket> input;
    private final TestOutputTopic<String, FrameDetections> output;

    Bench(Detector detector, FrameListener listener, Path state) {
        this(detector, listener, state, (from, end, packets) -> {});
    }

    Bench(Detector detector, FrameListener listener, Path state, PacketReplay replay) {
        this(detector, listener, state, replay, Overload.NONE, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    Bench(Detector detector, FrameListener listener, Path state, PacketReplay replay, Overload overload, Clock clock) {
        this(parts(detector, listener, replay, overload, Damaged.MARKED, clock), state);
    }

    /** With a policy for damaged pictures. */
    Bench(Detector detector, Path state, PacketReplay replay, DamagedPolicy damaged) {
        this(
                parts(
                        detector,
                        FrameListener.NONE,
                        replay,
                        Overload.NONE,
                        Damaged.all(damaged),
                        Clock.fixed(NOW, ZoneOffset.UTC)),
                state);
    }

    private static DetectParts parts(
            Detector detector,
            FrameListener listener,
            PacketReplay replay,
            Overload overload,
            Damaged damaged,
            Clock clock) {
        return new DetectParts(
                detector,
                "bench",
                listener,
                replay,
                overload,
                damaged,
                CameraDecoders.ON_CPU,
                FrameStages.NONE,
                clock,
                new ReplayTime(clock, MOST_REPLAY, MOST_REPLAY));
    }

    Bench(DetectParts parts, Path state) {
        driver = new TopologyTestDriver(
                DetectTopology.build(TopicNames.DEFAULT, Codecs.SINGLE_OBJECT, parts),
                StreamsSettings.of(
                        new DetectionSettings(Broker.at("nowhere:1"), "bench", 1, state),
                        "bench",
                        WorkLimits.of(Duration.ZERO),
                        new Replication(1)));
        input = driver.createInputTopic(
                TopicNames.DEFAULT.packets(), new StringSerializer(), new EncodedPacketSerde().serializer());
        output = driver.createOutputTopic(
                TopicNames.DEFAULT.detections(), new StringDeserializer(), new FrameDetectionsSerde().deserializer());
    }

    /** Sends packets and gives the events that came of them. */
    List<FrameDetections> send(List<EncodedPacket> packets) {
        packets.forEach(packet -> input.pipeInput(packet.getCamera(), packet));
        return output.readValuesToList();
    }

    /** The tracks, zone events and counts that came since the last time, topic by topic. */
    List<SpecificRecord> records() {
        List<SpecificRecord> all = new ArrayList<>();
        for (AnalyticsTopic topic : AnalyticsTopic.values()) {
            driver.createOutputTopic(
                            topic.name(TopicNames.DEFAULT),
                            new StringDeserializer(),
                            topic.reader(Codecs.SINGLE_OBJECT))
                    .readValuesToList()
                    .forEach(one -> all.add(one.record()));
        }
        return all;
    }

    /** Sends a record as it would lie in the topic, and gives the events that came of it. */
    List<FrameDetections> sendBytes(byte[] value) {
        driver.createInputTopic(TopicNames.DEFAULT.packets(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput("cam", value);
        return output.readValuesToList();
    }

    /** Lets time pass and gives the events that come of that. */
    List<FrameDetections> pass(Duration time) {
        driver.advanceWallClockTime(time);
        return output.readValuesToList();
    }

    /** Goes on where another one ended: the same store, and the topic's next record is the one at an offset. */
    void takeOver(Map<String, Progress> stored, int offset) {
        KeyValueStore<String, Progress> store = driver.getKeyValueStore(DetectProcessor.PROGRESS);
        stored.forEach(store::put);
        for (int i = 0; i < offset; i++) {
            input.pipeInput("nobody", null);
        }
    }

    /** What the store holds. */
    Map<String, Progress> stored() {
        Map<String, Progress> stored = new HashMap<>();
        try (KeyValueIterator<String, Progress> entries = driver.<String, Progress>getKeyValueStore(
                        DetectProcessor.PROGRESS)
                .all()) {
            entries.forEachRemaining(entry -> stored.put(entry.key, entry.value));
        }
        return stored;
    }

    @Override
    public void close() {
        driver.close();
    }
}
