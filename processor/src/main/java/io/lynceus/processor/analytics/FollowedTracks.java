package io.lynceus.processor.analytics;

import io.lynceus.processor.pipeline.FrameRecords;
import io.lynceus.processor.tracking.LiveTracks;
import io.lynceus.schemas.avro.TrackChange;
import io.lynceus.schemas.avro.TrackEvent;
import io.lynceus.vision.boxes.Detection;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A camera's confirmed tracks, and the records of them. One thread. */
final class FollowedTracks {
    private static final long BETWEEN = 1_000_000;

    private final LiveTracks tracker;
    private final FrameRecords records;
    private final TreeMap<Long, Followed> alive = new TreeMap<>();
    private final TreeMap<Integer, String> labels = new TreeMap<>();

    /**
     * What a frame did to the tracks.
     *
     * @param seen those that were seen in it, by id
     * @param started those of them that it is the first frame of
     * @param ended those that are over, by id
     */
    record Change(List<Followed> seen, List<Followed> started, List<Followed> ended) {}

    FollowedTracks(LiveTracks tracker, FrameRecords records) {
        this.tracker = tracker;
        this.records = records;
    }

    /** Takes a frame's detections, of which those without a track are passed over. */
    Change onFrame(FrameAt at, List<Detection> found) {
        TreeMap<Long, Followed> seen = new TreeMap<>();
        List<Followed> started = new ArrayList<>();
        for (Detection box : found) {
            Long id = box.track();
            if (id == null) {
                continue;
            }
            labels.put(box.classId(), box.label());
            Followed known = alive.get(id);
            if (known == null) {
                known = Followed.of(id, at, box);
                alive.put(id, known);
                started.add(known);
            } else {
                known.see(at, box);
            }
            seen.put(id, known);
        }
        List<Followed> ended = ended(seen);
        ended.forEach(track -> tell(at, track, TrackChange.ENDED));
        started.forEach(track -> tell(at, track, TrackChange.STARTED));
        for (Followed track : seen.values()) {
            if (at.now() - track.told() >= BETWEEN || at.now() < track.told() - BETWEEN) {
                tell(at, track, TrackChange.UPDATED);
            }
        }
        return new Change(List.copyOf(seen.values()), started, ended);
    }

    private List<Followed> ended(Map<Long, Followed> seen) {
        List<Followed> ended = new ArrayList<>();
        for (Iterator<Followed> all = alive.values().iterator(); all.hasNext(); ) {
            Followed track = all.next();
            if (!seen.containsKey(track.id()) && !tracker.lives(track.id())) {
                all.remove();
                ended.add(track);
            }
        }
        return ended;
    }

    /** The tracks that are not over, by id. */
    Map<Long, Followed> alive() {
        return alive;
    }

    /** Name of a class that a track was taken for. */
    String label(int classId) {
        return labels.getOrDefault(classId, Integer.toString(classId));
    }

    private void tell(FrameAt at, Followed track, TrackChange change) {
        int number = track.tell(at.now());
        int classId = track.classId();
        records.track(new TrackEvent(
                at.frameId() + "/" + track.id() + "/" + number,
                at.camera(),
                track.id(),
                number,
                change,
                at.frameId(),
                at.epoch(),
                at.time(),
                classId,
                label(classId),
                track.first().record(at.camera()),
                track.last().record(at.camera()),
                track.best().record(at.camera()),
                track.frames(),
                track.path().points(track.last())));
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(labels.size());
        for (Map.Entry<Integer, String> label : labels.entrySet()) {
            out.writeInt(label.getKey());
            out.writeUTF(label.getValue());
        }
        out.writeInt(alive.size());
        for (Followed track : alive.values()) {
            track.write(out);
        }
    }

    void read(DataInputStream in) throws IOException {
        for (int count = in.readInt(); count > 0; count--) {
            labels.put(in.readInt(), in.readUTF());
        }
        for (int count = in.readInt(); count > 0; count--) {
            Followed track = Followed.read(in);
            alive.put(track.id(), track);
        }
    }
}
