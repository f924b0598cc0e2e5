package io.lynceus.processor.sinks;

import io.lynceus.processor.kafka.Broker;
import io.lynceus.schemas.avro.ClassCount;
import io.lynceus.schemas.avro.CountPlace;
import io.lynceus.schemas.avro.CountWindow;
import io.lynceus.schemas.avro.CrossingDirection;
import io.lynceus.schemas.avro.HeatMap;
import io.lynceus.schemas.avro.PathPoint;
import io.lynceus.schemas.avro.TrackChange;
import io.lynceus.schemas.avro.TrackEvent;
import io.lynceus.schemas.avro.TrackSight;
import io.lynceus.schemas.avro.ZoneEvent;
import io.lynceus.schemas.avro.ZoneEventKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;

/** Tracks, zone events and counts of one camera, a minute apart. */
public final class SentAnalytics {
    private static final String CAMERA = "cam-0";

    private SentAnalytics() {}

    /** Writes so many of each, and returns when they are there. */
    public static void send(Broker broker, int count, Instant begin) {
        put(
                broker,
                broker.topics().tracks(),
                broker.codecs().tracks().serializer(),
                count,
                i -> track(i, at(begin, i)));
        put(
                broker,
                broker.topics().zoneEvents(),
                broker.codecs().zoneEvents().serializer(),
                count,
                i -> zone(i, at(begin, i)));
        put(broker, broker.topics().counts(), broker.codecs().counts().serializer(), count, i -> window(at(begin, i)));
    }

    /** Writes windows of counts, and returns when they are there. */
    static void sendCounts(Broker broker, List<CountWindow> windows) {
        put(broker, broker.topics().counts(), broker.codecs().counts().serializer(), windows.size(), windows::get);
    }

    private static Instant at(Instant begin, int i) {
        return begin.plusSeconds(60L * i);
    }

    private static <T extends SpecificRecord> void put(
            Broker broker, String topic, Serializer<T> values, int count, IntFunction<T> records) {
        try (KafkaProducer<String, T> producer = broker.producer(Map.of(), values)) {
            IntStream.range(0, count)
                    .mapToObj(records)
                    .forEach(record -> producer.send(new ProducerRecord<>(topic, CAMERA, record)));
            producer.flush();
        }
    }

    static TrackEvent track(int i, Instant time) {
        TrackSight first = new TrackSight(CAMERA + ":7:" + i, time.minusSeconds(9), 0.8f, 0.1f, 0.2f, 0.3f, 0.6f);
        TrackSight last = new TrackSight(CAMERA + ":7:" + (i + 9), time, 0.9f, 0.5f, 0.2f, 0.7f, 0.6f);
        return TrackEvent.newBuilder()
                .setEventId(CAMERA + "/" + i + "/2")
                .setCamera(CAMERA)
                .setTrackId(i)
                .setNumber(2)
                .setChange(TrackChange.ENDED)
                .setFrameId(CAMERA + ":7:" + (i + 9))
                .setEpoch(7)
                .setCaptureTime(time)
                .setClassId(0)
                .setLabel("person")
                .setFirst(first)
                .setLast(last)
                .setBest(last)
                .setFrames(90)
                .setPath(List.of(new PathPoint(time.minusSeconds(9), 0.2f, 0.6f), new PathPoint(time, 0.6f, 0.6f)))
                .build();
    }

    static ZoneEvent zone(int i, Instant time) {
        boolean crossed = i % 2 == 0;
        return ZoneEvent.newBuilder()
                .setEventId(CAMERA + ":7:" + i + "/" + (crossed ? "door" : "yard") + "/" + i)
                .setCamera(CAMERA)
                .setZone(crossed ? "door" : "yard")
                .setKind(crossed ? ZoneEventKind.CROSSED : ZoneEventKind.LEFT)
                .setFrameId(CAMERA + ":7:" + i)
                .setEpoch(7)
                .setCaptureTime(time)
                .setTime(time)
                .setTrackId((long) i)
                .setClassId(0)
                .setLabel("person")
                .setX(0.5f)
                .setY(0.6f)
                .setDirection(crossed ? CrossingDirection.FORWARD : null)
                .setSince(crossed ? null : time.minusSeconds(30 + i))
                .setDwellMillis(crossed ? null : (30L + i) * 1000)
                .setOccupancy(crossed ? null : 2)
                .build();
    }

    static CountWindow window(Instant start) {
        return CountWindow.newBuilder()
                .setWindowId(CAMERA + "/" + start)
                .setCamera(CAMERA)
                .setStart(start)
                .setEnd(start.plusSeconds(60))
                .setFrameId(CAMERA + ":7:1")
                .setEpoch(7)
                .setFrames(600)
                .setCounts(List.of(ClassCount.newBuilder()
                        .setPlace(CountPlace.PICTURE)
                        .setClassId(0)
                        .setLabel("person")
                        .setTracks(3)
                        .setStarted(2)
                        .setMost(3)
                        .setObjectFrames(900)
                        .build()))
                .setHeat(new HeatMap(3, 2, List.of(5L, 0L, 1L, 0L, 2L, 0L)))
                .build();
    }
}
