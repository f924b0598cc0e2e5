package io.lynceus.processor.chaos;

import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.EventReader;
import io.lynceus.schemas.avro.FrameDetections;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The committed events as they come. One thread. */
final class Seen implements AutoCloseable {
    private final EventReader reader;
    private final SeenRecords records;
    private final Map<FrameKey, Outcome> outcomes = new HashMap<>();
    private final Map<String, Latest> latest = new HashMap<>();
    private long count;

    /** What is known of a camera's newest event. */
    private record Latest(long epoch, Instant processed) {}

    /** From now on. */
    Seen(Broker broker) {
        reader = EventReader.open(broker, false);
        records = new SeenRecords(broker);
    }

    /** Takes what has come, waiting up to a time for the first. */
    void look(Duration time) {
        for (FrameDetections event : reader.poll(time)) {
            take(event);
        }
        records.look();
    }

    /** What else was written with the events. */
    SeenRecords records() {
        return records;
    }

    private void take(FrameDetections event) {
        Outcome outcome = Outcome.of(event);
        long last = event.getLastSequence() == null ? event.getSequence() : event.getLastSequence();
        for (long sequence = event.getSequence(); sequence <= last; sequence++) {
            outcomes.putIfAbsent(new FrameKey(event.getCamera(), event.getEpoch(), sequence), outcome);
            count++;
        }
        latest.put(event.getCamera(), new Latest(event.getEpoch(), event.getProcessingTime()));
    }

    /** Frames whose events have come, the ones that came twice counted twice. */
    long count() {
        return count;
    }

    /** The first outcome of each frame. */
    Map<FrameKey, Outcome> outcomes() {
        return outcomes;
    }

    /**
     * How many cameras have an event that was made after a moment, of an epoch after that moment where that is asked
     * for.
     */
    long camerasSince(Instant moment, boolean newEpoch) {
        long micros = Duration.between(Instant.EPOCH, moment).toNanos() / 1_000;
        return latest.values().stream()
                .filter(event -> event.processed.isAfter(moment) && (!newEpoch || event.epoch > micros))
                .count();
    }

    @Override
    public void close() {
        reader.close();
        records.close();
    }
}
