package io.lynceus.processor.kafka;

import io.lynceus.schemas.avro.CountWindow;
import io.lynceus.schemas.avro.TrackEvent;
import io.lynceus.schemas.avro.ZoneEvent;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** The topics of records that a camera's stages write, each of which has an id of its own. */
public enum AnalyticsTopic {
    TRACKS(
            "tracks",
            TopicNames::tracks,
            codecs -> read(codecs.tracks().deserializer(), TrackEvent::getEventId, TrackEvent::getCamera)),
    ZONE_EVENTS(
            "zone events",
            TopicNames::zoneEvents,
            codecs -> read(codecs.zoneEvents().deserializer(), ZoneEvent::getEventId, ZoneEvent::getCamera)),
    COUNTS(
            "counts",
            TopicNames::counts,
            codecs -> read(codecs.counts().deserializer(), CountWindow::getWindowId, CountWindow::getCamera));

    private final String text;
    private final Function<TopicNames, String> name;
    private final Function<Codecs, Deserializer<Identified>> reader;

    /**
     * A record of any of the topics.
     *
     * @param id no other record's of its topic
     */
    public record Identified(String id, String camera, SpecificRecord record) {}

    AnalyticsTopic(String text, Function<TopicNames, String> name, Function<Codecs, Deserializer<Identified>> reader) {
        this.text = text;
        this.name = name;
        this.reader = reader;
    }

    /** Its name at a broker. */
    public String name(TopicNames names) {
        return name.apply(names);
    }

    /** Of its values. */
    public Deserializer<Identified> reader(Codecs codecs) {
        return reader.apply(codecs);
    }

    private static <T extends SpecificRecord> Deserializer<Identified> read(
            Deserializer<T> from, Function<T, String> id, Function<T, String> camera) {
        return (topic, bytes) -> {
            T record = from.deserialize(topic, bytes);
            return record == null ? null : new Identified(id.apply(record), camera.apply(record), record);
        };
    }

    /** For people. */
    @Override
    public String toString() {
        return text;
    }
}
