package io.lynceus.processor.streams;

import io.lynceus.processor.inference.Detector;
import io.lynceus.processor.topics.Topics;
import io.lynceus.schemas.EncodedPacketSerde;
import io.lynceus.schemas.FrameDetectionsSerde;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;

/** The detection topology without a broker: packets in at one end, events out at the other. */
final class Bench implements AutoCloseable {
    static final Instant NOW = Instant.ofEpochSecond(3_000);

    private final TopologyTestDriver driver;
    private final TestInputTopic<String, EncodedPacket> input;
    private final TestOutputTopic<String, FrameDetections> output;

    Bench(Detector detector, FrameListener listener, Path state) {
        driver = new TopologyTestDriver(
                DetectTopology.build(detector, listener, Clock.fixed(NOW, ZoneOffset.UTC)),
                StreamsSettings.of(new DetectionSettings("nowhere:1", "bench", 1, state)));
        input = driver.createInputTopic(Topics.PACKETS, new StringSerializer(), new EncodedPacketSerde().serializer());
        output = driver.createOutputTopic(
                Topics.DETECTIONS, new StringDeserializer(), new FrameDetectionsSerde().deserializer());
    }

    /** Sends packets and gives the events that came of them. */
    List<FrameDetections> send(List<EncodedPacket> packets) {
        packets.forEach(packet -> input.pipeInput(packet.getCamera(), packet));
        return output.readValuesToList();
    }

    @Override
    public void close() {
        driver.close();
    }
}
