package io.lynceus.schemas;

import io.lynceus.schemas.avro.FrameDetections;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Of an event only what it says of its frame; boxes and model, most of its bytes, are passed over. Safe for use by many
 * threads, and as strict as {@link SingleObjectDeserializer}.
 */
public final class EventFactsDeserializer implements Deserializer<EventFacts> {
    /** In the order of {@link EventFacts}. */
    private static final List<String> FIELDS = List.of(
            "frameId",
            "camera",
            "epoch",
            "sequence",
            "lastSequence",
            "frameCount",
            "pts",
            "status",
            "originTopic",
            "originPartition",
            "originOffset",
            "application",
            "damaged",
            "offsetSteps");

    private final SingleObjectDeserializer<GenericRecord> records;

    public EventFactsDeserializer() {
        this(null);
    }

    /** @param registry null for none */
    public EventFactsDeserializer(@Nullable SchemaIds registry) {
        Schema event = FrameDetections.getClassSchema();
        records = new SingleObjectDeserializer<>(event, wanted(event), new GenericData(), registry);
    }

    private static Schema wanted(Schema event) {
        List<Schema.Field> fields = FIELDS.stream()
                .map(event::getField)
                .map(field -> new Schema.Field(field, field.schema()))
                .toList();
        return Schema.createRecord(event.getName(), event.getDoc(), event.getNamespace(), false, fields);
    }

    @Override
    public @Nullable EventFacts deserialize(String topic, byte @Nullable [] bytes) {
        GenericRecord event = records.deserialize(topic, bytes);
        if (event == null) {
            return null;
        }
        return new EventFacts(
                event.get(0).toString(),
                event.get(1).toString(),
                (Long) event.get(2),
                (Long) event.get(3),
                (Long) event.get(4),
                (Integer) event.get(5),
                (Long) event.get(6),
                event.get(7).toString(),
                event.get(8).toString(),
                (Integer) event.get(9),
                (Long) event.get(10),
                event.get(11).toString(),
                event.get(12) != null,
                ((List<?>) event.get(13)).stream().map(Integer.class::cast).toList());
    }
}
