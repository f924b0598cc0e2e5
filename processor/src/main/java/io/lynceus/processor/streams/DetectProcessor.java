package io.lynceus.processor.streams;

import io.lynceus.processor.decode.DecodedFrame;
import io.lynceus.processor.inference.Detector;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.FrameStatus;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** The cameras of one partition: packets in, events out, on the stream thread that owns the partition. */
final class DetectProcessor implements Processor<String, EncodedPacket, String, FrameDetections>, Outcomes {
    private final Detector detector;
    private final Events events;
    private final FrameListener listener;
    private final Map<String, CameraDecoding> cameras = new HashMap<>();
    private @Nullable ProcessorContext<String, FrameDetections> context;

    DetectProcessor(Detector detector, Events events, FrameListener listener) {
        this.detector = detector;
        this.events = events;
        this.listener = listener;
    }

    @Override
    public void init(ProcessorContext<String, FrameDetections> given) {
        context = given;
    }

    @Override
    public void process(Record<String, EncodedPacket> input) {
        EncodedPacket packet = input.value();
        if (packet == null) {
            return;
        }
        CameraDecoding camera = cameras.computeIfAbsent(packet.getCamera(), name -> new CameraDecoding());
        camera.accept(packet, PacketFacts.of(packet, origin()), this);
        if (packet.getEndOfStream()) {
            cameras.remove(packet.getCamera());
        }
    }

    @Override
    public void frame(PacketFacts packet, DecodedFrame frame) {
        FrameDetections event = frame.corrupt()
                ? events.undetected(
                        packet,
                        frame.width(),
                        frame.height(),
                        FrameStatus.DECODE_ERROR,
                        "the picture is damaged, the decoder filled in")
                : events.detected(packet, frame.width(), frame.height(), detector.detect(frame));
        emit(event, frame);
    }

    @Override
    public void none(PacketFacts packet, FrameStatus status, String reason) {
        emit(events.undetected(packet, packet.width(), packet.height(), status, reason), null);
    }

    private void emit(FrameDetections event, @Nullable DecodedFrame frame) {
        listener.onFrame(event, frame);
        // Kafka's own timestamp is the ingest clock, which is ours: brokers refuse records too far from their time, and
        // a camera's
        // clock may be anywhere. The capture time is in the event.
        long timestamp = Math.max(0, event.getIngestTime().toEpochMilli());
        running().forward(new Record<>(event.getCamera(), event, timestamp));
    }

    private PacketFacts.Origin origin() {
        RecordMetadata metadata = running().recordMetadata().orElseThrow();
        return new PacketFacts.Origin(metadata.topic(), metadata.partition(), metadata.offset());
    }

    private ProcessorContext<String, FrameDetections> running() {
        if (context == null) {
            throw new IllegalStateException("not initialised");
        }
        return context;
    }

    @Override
    public void close() {
        cameras.values().forEach(CameraDecoding::close);
        cameras.clear();
    }
}
