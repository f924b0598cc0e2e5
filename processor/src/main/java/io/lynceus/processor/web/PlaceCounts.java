package io.lynceus.processor.web;

import io.lynceus.schemas.avro.CrossingDirection;
import io.lynceus.schemas.avro.ZoneEvent;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was counted at each zone and line in the last hour, by capture time, which goes on with our clock where nothing
 * happens. Thread-safe.
 */
final class PlaceCounts {
    private static final long HOUR = 3_600_000;
    private static final int MOST_EVENTS = 100_000;

    private final InstantSource clock;
    private final Map<List<String>, Place> places = new LinkedHashMap<>();

    PlaceCounts(InstantSource clock) {
        this.clock = clock;
    }

    /** One zone or line now. Objects in it now are null for lines, and while nothing was said of it. */
    record Now(
            String camera, String name, @Nullable Integer inside, int entered, int left, int forward, int backward) {}

    synchronized void add(ZoneEvent event) {
        places.computeIfAbsent(List.of(event.getCamera(), event.getZone()), key -> new Place())
                .add(event, clock.millis());
    }

    /** By camera and name, in the order in which something was first seen there. */
    synchronized List<Now> now() {
        List<Now> all = new ArrayList<>();
        places.forEach((key, place) -> all.add(place.now(key.get(0), key.get(1), clock.millis())));
        return all;
    }

    private static final class Place {
        private final ArrayDeque<ZoneEvent> events = new ArrayDeque<>();
        private @Nullable Integer inside;
        private long behind;

        void add(ZoneEvent event, long now) {
            inside = event.getOccupancy() == null ? inside : event.getOccupancy();
            switch (event.getKind()) {
                case ENTERED, LEFT, CROSSED -> events.addLast(event);
                default -> {}
            }
            behind = now - event.getCaptureTime().toEpochMilli();
            forget(now);
        }

        private void forget(long now) {
            long oldest = now - behind - HOUR;
            while (events.size() > MOST_EVENTS
                    || !events.isEmpty() && events.getFirst().getCaptureTime().toEpochMilli() < oldest) {
                events.removeFirst();
            }
        }

        Now now(String camera, String name, long now) {
            forget(now);
            int[] counts = new int[4];
            for (ZoneEvent event : events) {
                switch (event.getKind()) {
                    case ENTERED -> counts[0]++;
                    case LEFT -> counts[1]++;
                    case CROSSED -> counts[event.getDirection() == CrossingDirection.BACKWARD ? 3 : 2]++;
                    default -> {}
                }
            }
            return new Now(camera, name, inside, counts[0], counts[1], counts[2], counts[3]);
        }
    }
}
