package io.lynceus.processor.sinks;

import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.TopicLayout;
import io.lynceus.processor.kafka.TopicSetup;
import io.lynceus.schemas.avro.CaptureTimeSource;
import io.lynceus.schemas.avro.Detection;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.FrameStatus;
import io.lynceus.schemas.avro.ModelInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Events of a few cameras with people who walk through the picture. */
public final class SentEvents {
    private SentEvents() {}

    /** Makes the topics. */
    public static void topics(Broker broker) {
        try (TopicSetup topics = TopicSetup.open(broker)) {
            topics.create(TopicLayout.DEFAULT);
        }
    }

    /** The same events for the same numbers. */
    public static List<FrameDetections> events(int count, Instant begin) {
        Random random = new Random(count);
        List<FrameDetections> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(event("cam-" + i % 3, i / 3, begin.plusMillis(i * 100L), random));
        }
        return events;
    }

    private static FrameDetections event(String camera, long sequence, Instant time, Random random) {
        boolean skipped = sequence % 11 == 10;
        List<Detection> objects = new ArrayList<>();
        for (int i = 0; !skipped && i < random.nextInt(4); i++) {
            float x = 0.013f + (sequence % 40) / 50f + i * 0.01f;
            objects.add(new Detection(
                    i % 2,
                    i % 2 == 0 ? "person" : "car",
                    0.9f - i * 0.1f,
                    x,
                    0.2f,
                    x + 0.1f,
                    0.5f,
                    sequence / 40 * 4 + i + 1));
        }
        return FrameDetections.newBuilder()
                .setFrameId(camera + ":7:" + sequence)
                .setCamera(camera)
                .setEpoch(7)
                .setSequence(sequence)
                .setPts(sequence * 3600)
                .setTimeBaseNumerator(1)
                .setTimeBaseDenominator(90_000)
                .setCaptureTime(time)
                .setCaptureTimeSource(CaptureTimeSource.INGEST_CLOCK)
                .setIngestTime(time.plusMillis(40))
                .setProcessingTime(time.plusMillis(80))
                .setWidth(1920)
                .setHeight(1080)
                .setStatus(skipped ? FrameStatus.SKIPPED : FrameStatus.DETECTED)
                .setReason(skipped ? "sampled out" : null)
                .setModel(new ModelInfo("gelan-t", "1", "ab", "onnxruntime-cpu", "fp32", 384, 384, 0.25f, 0.45f))
                .setDetections(objects)
                .setOriginTopic("lynceus.packets")
                .setOriginPartition(0)
                .setOriginOffset(sequence)
                .setApplication("yard")
                .build();
    }

    /** Writes them to the detections topic, and returns when they are there. */
    public static void send(Broker broker, List<FrameDetections> events) {
        try (KafkaProducer<String, FrameDetections> producer =
                broker.producer(Map.of(), broker.codecs().detections().serializer())) {
            events.forEach(event ->
                    producer.send(new ProducerRecord<>(broker.topics().detections(), event.getCamera(), event)));
            producer.flush();
        }
    }
}
