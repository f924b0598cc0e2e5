package io.lynceus.processor.analytics;

import io.lynceus.processor.config.ZoneConfig;
import io.lynceus.schemas.avro.CountPlace;
import io.lynceus.schemas.avro.ZoneEventKind;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One zone and who is in it. One thread. */
final class ZoneWatch {
    private static final double MICROS = 1e6;

    private final ZoneConfig zone;
    private final Polygon area;
    private final @Nullable Homography ground;
    private final long micros;
    private final TreeMap<Long, Presence> tracks = new TreeMap<>();
    private Inertia crowd = new Inertia(false);
    private long crowdSince;
    private String crowdId = "";

    ZoneWatch(ZoneConfig zone) {
        this.zone = zone;
        this.area = new Polygon(zone.points());
        this.ground = zone.metres() == null ? null : Homography.of(zone.points(), zone.metres());
        this.micros = Math.round(zone.seconds() * MICROS);
    }

    ZoneConfig zone() {
        return zone;
    }

    /** Null when it does not know its distances. */
    @Nullable
    Homography ground() {
        return ground;
    }

    boolean contains(double x, double y) {
        return area.contains(x, y);
    }

    void onFrame(FollowedTracks.Change change, ZoneSink sink) {
        change.ended().forEach(track -> end(track, sink));
        change.seen().forEach(track -> look(track, sink));
        count(sink.window());
        crowd(sink);
    }

    private void look(Followed track, ZoneSink sink) {
        long now = sink.at().now();
        Sight sight = track.last();
        double y = zone.anchor().y(sight.y1(), sight.y2());
        double depth = area.depth(sight.footX(), y, sink.at().aspect());
        Presence known = tracks.get(track.id());
        boolean clear = Math.abs(depth) >= zone.distance();
        if (known == null && !(clear && depth > 0)) {
            return;
        }
        Presence one = known == null ? new Presence() : known;
        if (known == null) {
            tracks.put(track.id(), one);
        }
        boolean wanted = clear ? depth > 0 : one.inside.on();
        if (!one.inside.on() && wanted && !ours(track, sink)) {
            wanted = false;
        }
        if (clear && one.inside.show(wanted, now, zone.frames(), micros)) {
            if (one.inside.on()) {
                enter(track, one, y, sink);
            } else {
                leave(track, one, y, one.inside.since(), sink);
            }
        }
        if (one.inside.on()) {
            loiter(track, one, y, sink);
        }
        if (one.idle()) {
            tracks.remove(track.id());
        }
    }

    private boolean ours(Followed track, ZoneSink sink) {
        return zone.classes().isEmpty() || zone.classes().contains(sink.label(track.classId()));
    }

    private void enter(Followed track, Presence one, double y, ZoneSink sink) {
        one.since = one.inside.since();
        one.classId = track.classId();
        sink.window().of(key(one.classId)).entered++;
        sink.zone(zone.name(), ZoneEventKind.ENTERED, track, one.classId, y, one.since, null, occupancy(), null);
    }

    /** Its state is outside already. */
    private void leave(Followed track, Presence one, double y, long time, ZoneSink sink) {
        Tally tally = sink.window().of(key(one.classId));
        tally.left++;
        tally.dwellMillis += ZoneSink.millis(one.since, time);
        int left = occupancy();
        if (!one.loitering.isEmpty()) {
            sink.zone(
                    zone.name(),
                    ZoneEventKind.LOITERING_ENDED,
                    track,
                    one.classId,
                    y,
                    time,
                    one.since,
                    left,
                    one.loitering);
            one.loitering = "";
        }
        sink.zone(zone.name(), ZoneEventKind.LEFT, track, one.classId, y, time, one.since, left, null);
    }

    private void loiter(Followed track, Presence one, double y, ZoneSink sink) {
        Double limit = zone.loitering();
        long now = sink.at().now();
        if (limit == null || !one.loitering.isEmpty() || now - one.since < limit * MICROS) {
            return;
        }
        one.loitering = sink.id(zone.name(), ZoneEventKind.LOITERING_STARTED, track.id());
        sink.zone(
                zone.name(),
                ZoneEventKind.LOITERING_STARTED,
                track,
                one.classId,
                y,
                now,
                one.since,
                occupancy(),
                one.loitering);
    }

    private void end(Followed track, ZoneSink sink) {
        Presence one = tracks.remove(track.id());
        if (one != null && one.inside.on()) {
            Sight sight = track.last();
            leave(track, one, zone.anchor().y(sight.y1(), sight.y2()), sight.time(), sink);
        }
    }

    /** How many are in the zone. */
    int occupancy() {
        int count = 0;
        for (Presence one : tracks.values()) {
            count += one.inside.on() ? 1 : 0;
        }
        return count;
    }

    private void count(Window window) {
        TreeMap<Integer, Integer> objects = new TreeMap<>();
        for (Presence one : tracks.values()) {
            if (one.inside.on()) {
                objects.merge(one.classId, 1, Integer::sum);
                if (one.counted < window.start()) {
                    one.counted = window.start();
                    window.of(key(one.classId)).tracks++;
                }
            }
        }
        objects.forEach((classId, count) -> window.of(key(classId)).inOneFrame(count));
    }

    private void crowd(ZoneSink sink) {
        Integer limit = zone.crowding();
        if (limit == null) {
            return;
        }
        int occupancy = occupancy();
        if (!crowd.show(occupancy > limit, sink.at().now(), zone.frames(), micros)) {
            return;
        }
        if (crowd.on()) {
            crowdSince = crowd.since();
            crowdId = sink.id(zone.name(), ZoneEventKind.CROWDING_STARTED, 0);
            sink.crowd(zone.name(), ZoneEventKind.CROWDING_STARTED, crowdSince, null, occupancy, crowdId);
        } else {
            sink.crowd(zone.name(), ZoneEventKind.CROWDING_ENDED, crowd.since(), crowdSince, occupancy, crowdId);
        }
    }

    /** The zone is no more: what lasts ends with it. Nobody has left it. */
    void close(Map<Long, Followed> known, ZoneSink sink) {
        long now = sink.at().now();
        tracks.forEach((id, one) -> {
            Followed track = known.get(id);
            if (track != null && !one.loitering.isEmpty()) {
                Sight sight = track.last();
                sink.zone(
                        zone.name(),
                        ZoneEventKind.LOITERING_ENDED,
                        track,
                        one.classId,
                        zone.anchor().y(sight.y1(), sight.y2()),
                        now,
                        one.since,
                        0,
                        one.loitering);
            }
        });
        if (crowd.on()) {
            sink.crowd(zone.name(), ZoneEventKind.CROWDING_ENDED, now, crowdSince, 0, crowdId);
        }
    }

    private Tally.Key key(int classId) {
        return new Tally.Key(CountPlace.ZONE, zone.name(), classId);
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(tracks.size());
        for (Map.Entry<Long, Presence> track : tracks.entrySet()) {
            out.writeLong(track.getKey());
            track.getValue().write(out);
        }
        crowd.write(out);
        out.writeLong(crowdSince);
        out.writeUTF(crowdId);
    }

    void read(DataInputStream in) throws IOException {
        for (int count = in.readInt(); count > 0; count--) {
            tracks.put(in.readLong(), Presence.read(in));
        }
        crowd = Inertia.read(in);
        crowdSince = in.readLong();
        crowdId = in.readUTF();
    }

    /** Watches of all the zones. */
    static List<ZoneWatch> of(List<ZoneConfig> zones) {
        return zones.stream().map(ZoneWatch::new).toList();
    }
}
