package io.lynceus.processor.analytics;

import io.lynceus.processor.config.Analytics;
import io.lynceus.processor.config.CameraZones;
import io.lynceus.processor.pipeline.FrameRecords;
import io.lynceus.processor.pipeline.FrameStage;
import io.lynceus.processor.pipeline.SeenFrame;
import io.lynceus.processor.pipeline.StateBytes;
import io.lynceus.processor.tracking.LiveTracks;
import io.lynceus.schemas.avro.CountPlace;
import io.lynceus.vision.UserError;
import io.lynceus.vision.boxes.Detection;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.TreeMap;

/**
 * One camera's tracks, zones, lines and counts. Comes after the tracker, whose ids it reads, and leaves the detections
 * as they are. The zones may change while it is at work: the first frame after that is the first one under the new
 * ones, and each record names the version that it was written under. One thread.
 */
public final class AnalyticsStage implements FrameStage {
    private static final String NAME = "analytics";
    private static final int VERSION = 1;
    private static final int TYPICAL = 16_384;

    private final String camera;
    private final ZoneSource source;
    private final FrameRecords records;
    private final FollowedTracks tracks;
    private final Windows windows;
    private ZoneSet zones = ZoneSet.of(CameraZones.NONE);

    /**
     * @param settings the windows'; its zones are not looked at
     * @param source the zones
     * @param tracker the stage before
     */
    public AnalyticsStage(
            String camera, Analytics settings, ZoneSource source, LiveTracks tracker, FrameRecords records) {
        this.camera = camera;
        this.source = source;
        this.records = records;
        this.tracks = new FollowedTracks(tracker, records);
        this.windows = new Windows(Math.round(settings.window() * 1e6), Math.round(settings.grace() * 1e6), records);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return VERSION;
    }

    @Override
    public List<Detection> onFrame(SeenFrame frame, List<Detection> found) {
        ZoneSet before = zones;
        CameraZones now = source.of(camera);
        if (now != before.config() && !now.equals(before.config())) {
            zones = before.with(now);
        }
        FrameAt at = FrameAt.of(frame, zones.version());
        Window window = windows.at(at, tracks::label);
        FollowedTracks.Change change = tracks.onFrame(at, found);
        ZoneSink sink = new ZoneSink(at, records, window, tracks::label, zones.zones());
        if (zones != before) {
            TreeMap<Long, Followed> known = new TreeMap<>(tracks.alive());
            change.ended().forEach(track -> known.put(track.id(), track));
            before.close(zones, known, sink);
        }
        count(change, window);
        zones.onFrame(change, sink);
        return found;
    }

    private static void count(FollowedTracks.Change change, Window window) {
        TreeMap<Integer, Integer> objects = new TreeMap<>();
        for (Followed track : change.seen()) {
            int classId = track.classId();
            objects.merge(classId, 1, Integer::sum);
            window.stood(track.last().footX(), track.last().y2());
            if (track.countedIn(window.start())) {
                window.of(key(classId)).tracks++;
            }
        }
        change.started().forEach(track -> window.of(key(track.classId())).started++);
        objects.forEach((classId, count) -> window.of(key(classId)).inOneFrame(count));
    }

    private static Tally.Key key(int classId) {
        return new Tally.Key(CountPlace.PICTURE, "", classId);
    }

    @Override
    public byte[] snapshot() {
        StateBytes out = new StateBytes(TYPICAL);
        try {
            tracks.write(out);
            windows.write(out);
            zones.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @Override
    public boolean restore(int version, byte[] snapshot) {
        if (version != VERSION) {
            return false;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(snapshot))) {
            tracks.read(in);
            windows.read(in);
            zones = ZoneSet.read(in);
        } catch (UserError e) {
            // Zones of a later version: the tracks and windows are known, and who is where is found out anew.
            zones = ZoneSet.of(CameraZones.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException("the stored state of tracks and zones ends too soon", e);
        }
        return true;
    }
}
