package io.lynceus.processor.kafka;

import io.lynceus.schemas.CameraStatusSerde;
import io.lynceus.schemas.EncodedPacketSerde;
import io.lynceus.schemas.EventFacts;
import io.lynceus.schemas.EventFactsDeserializer;
import io.lynceus.schemas.FrameDetectionsSerde;
import io.lynceus.schemas.avro.CameraStatus;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;

/**
 * How the records in our topics are written and read: the one place that knows. Each serde is safe for use by many
 * threads.
 */
public final class Codecs {
    /** Avro's single-object encoding, which carries the schema's fingerprint and needs no other service. */
    public static final Codecs SINGLE_OBJECT = new Codecs();

    private final Serde<EncodedPacket> packets = new EncodedPacketSerde();
    private final Serde<FrameDetections> detections = new FrameDetectionsSerde();
    private final Deserializer<EventFacts> eventFacts = new EventFactsDeserializer();
    private final Serde<CameraStatus> cameraStatus = new CameraStatusSerde();

    private Codecs() {}

    /** The values of the packets topic; byte fields of what is read are views of the record's bytes. */
    public Serde<EncodedPacket> packets() {
        return packets;
    }

    /** The values of the detections topic. */
    public Serde<FrameDetections> detections() {
        return detections;
    }

    /** Of the values of the detections topic what they say of their frames. */
    public Deserializer<EventFacts> eventFacts() {
        return eventFacts;
    }

    /** The values of the camera-status topic. */
    public Serde<CameraStatus> cameraStatus() {
        return cameraStatus;
    }
}
