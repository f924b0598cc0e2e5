package io.lynceus.processor.kafka;

import io.lynceus.processor.config.EventFormat;
import io.lynceus.schemas.CameraPartitionSerde;
import io.lynceus.schemas.CameraSettingsSerde;
import io.lynceus.schemas.EventFacts;
import io.lynceus.schemas.EventFactsDeserializer;
import io.lynceus.schemas.JsonSerializer;
import io.lynceus.schemas.RegistrySerializer;
import io.lynceus.schemas.SchemaIds;
import io.lynceus.schemas.SingleObjectDeserializer;
import io.lynceus.schemas.SingleObjectSerializer;
import io.lynceus.schemas.avro.CameraPartition;
import io.lynceus.schemas.avro.CameraSettings;
import io.lynceus.schemas.avro.CameraStatus;
import io.lynceus.schemas.avro.CountWindow;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.TrackEvent;
import io.lynceus.schemas.avro.ZoneEvent;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * How the records in our topics are written and read: the one place that knows. Each serde is safe for use by many
 * threads. What is read may be of any of the formats, so one may be changed for another while a topic has records.
 */
public final class Codecs {
    /** Avro's single-object encoding, which carries the schema's fingerprint and needs no other service. */
    public static final Codecs SINGLE_OBJECT = new Codecs(null, EventFormat.AVRO);

    private final @Nullable SchemaIds registry;
    private final Serde<EncodedPacket> packets;
    private final Serde<FrameDetections> detections;
    private final Deserializer<EventFacts> eventFacts;
    private final Serde<TrackEvent> tracks;
    private final Serde<ZoneEvent> zoneEvents;
    private final Serde<CountWindow> counts;
    private final Serde<CameraStatus> cameraStatus;

    private final Serde<CameraSettings> settings = new CameraSettingsSerde();
    private final Serde<CameraPartition> cameraPartitions = new CameraPartitionSerde();

    private Codecs(@Nullable SchemaIds registry, EventFormat events) {
        this.registry = registry;
        packets = serde(EncodedPacket.getClassSchema(), EventFormat.AVRO);
        detections = serde(FrameDetections.getClassSchema(), events);
        eventFacts = new EventFactsDeserializer(registry);
        tracks = serde(TrackEvent.getClassSchema(), events);
        zoneEvents = serde(ZoneEvent.getClassSchema(), events);
        counts = serde(CountWindow.getClassSchema(), events);
        cameraStatus = serde(CameraStatus.getClassSchema(), EventFormat.AVRO);
    }

    /** The wire format of a registry's clients. */
    static Codecs of(SchemaIds registry) {
        return new Codecs(registry, EventFormat.AVRO);
    }

    /** The same, with events written in a format of their own. */
    public Codecs writing(EventFormat events) {
        return events == EventFormat.AVRO && registry == null ? SINGLE_OBJECT : new Codecs(registry, events);
    }

    private <T extends SpecificRecord> Serde<T> serde(Schema schema, EventFormat format) {
        return Serdes.serdeFrom(serializer(schema, format), new SingleObjectDeserializer<T>(schema, registry));
    }

    private <T extends SpecificRecord> Serializer<T> serializer(Schema schema, EventFormat format) {
        if (format == EventFormat.JSON) {
            return new JsonSerializer<>(schema);
        }
        return registry == null ? new SingleObjectSerializer<>(schema) : new RegistrySerializer<>(schema, registry);
    }

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

    /** The values of the settings topic. */
    public Serde<CameraSettings> settings() {
        return settings;
    }

    /** The values of the topic of cameras' partitions. */
    public Serde<CameraPartition> cameraPartitions() {
        return cameraPartitions;
    }

    /** The values of the camera-status topic. */
    public Serde<CameraStatus> cameraStatus() {
        return cameraStatus;
    }
}
