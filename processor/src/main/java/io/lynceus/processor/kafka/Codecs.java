package io.lynceus.processor.kafka;

import io.lynceus.schemas.CameraStatusSerde;
import io.lynceus.schemas.CountWindowSerde;
import io.lynceus.schemas.EncodedPacketSerde;
import io.lynceus.schemas.EventFacts;
import io.lynceus.schemas.EventFactsDeserializer;
import io.lynceus.schemas.FrameDetectionsSerde;
import io.lynceus.schemas.TrackEventSerde;
import io.lynceus.schemas.ZoneEventSerde;
import io.lynceus.schemas.avro.CameraStatus;
import io.lynceus.schemas.avro.CountWindow;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.TrackEvent;
import io.lynceus.schemas.avro.ZoneEvent;
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
    private final Serde<TrackEvent> tracks = new TrackEventSerde();
    private final Serde<ZoneEvent> zoneEvents = new ZoneEventSerde();
    private final Serde<CountWindow> counts = new CountWindowSerde();
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

    /** The values of the tracks topic. */
    public Serde<TrackEvent> tracks() {
        return tracks;
    }

    /** The values of the zone-events topic. */
    public Serde<ZoneEvent> zoneEvents() {
        return zoneEvents;
    }

    /** The values of the counts topic. */
    public Serde<CountWindow> counts() {
        return counts;
    }

    /** The values of the camera-status topic. */
    public Serde<CameraStatus> cameraStatus() {
        return cameraStatus;
    }
}
