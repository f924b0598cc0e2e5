package io.lynceus.processor.analytics;

import io.lynceus.processor.config.CameraZones;
import io.lynceus.processor.config.LineConfig;
import io.lynceus.processor.config.ZoneConfig;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A camera's zones and lines of one version, and what goes on there. One thread. */
final class ZoneSet {
    private static final int DIGITS = 12;

    private final CameraZones config;
    private final byte[] json;
    private final String version;
    private final List<ZoneWatch> zones;
    private final List<LineWatch> lines;

    private ZoneSet(CameraZones config, List<ZoneWatch> zones, List<LineWatch> lines) {
        this.config = config;
        this.json = config.json().getBytes(StandardCharsets.UTF_8);
        this.version = config.equals(CameraZones.NONE) ? "" : hash(json);
        this.zones = zones;
        this.lines = lines;
    }

    /** With nobody anywhere. */
    static ZoneSet of(CameraZones config) {
        return new ZoneSet(
                config,
                ZoneWatch.of(config.zones()),
                config.lines().stream().map(LineWatch::new).toList());
    }

    /** The version after this: what is in it as before goes on. */
    ZoneSet with(CameraZones next) {
        return new ZoneSet(
                next,
                next.zones().stream().map(this::goOn).toList(),
                next.lines().stream().map(this::goOn).toList());
    }

    private ZoneWatch goOn(ZoneConfig wanted) {
        return zones.stream()
                .filter(watch -> watch.zone().equals(wanted))
                .findFirst()
                .orElseGet(() -> new ZoneWatch(wanted));
    }

    private LineWatch goOn(LineConfig wanted) {
        return lines.stream()
                .filter(watch -> watch.line().equals(wanted))
                .findFirst()
                .orElseGet(() -> new LineWatch(wanted));
    }

    /** Ends what lasts in the zones that the next version has no more. */
    void close(ZoneSet next, Map<Long, Followed> known, ZoneSink sink) {
        for (ZoneWatch watch : zones) {
            if (!next.zones.contains(watch)) {
                watch.close(known, sink);
            }
        }
    }

    CameraZones config() {
        return config;
    }

    /** The same for the same zones and lines; empty for none. */
    String version() {
        return version;
    }

    List<ZoneWatch> zones() {
        return zones;
    }

    void onFrame(FollowedTracks.Change change, ZoneSink sink) {
        zones.forEach(zone -> zone.onFrame(change, sink));
        lines.forEach(line -> line.onFrame(change, sink));
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(json.length);
        out.write(json);
        for (ZoneWatch zone : zones) {
            zone.write(out);
        }
        for (LineWatch line : lines) {
            line.write(out);
        }
    }

    static ZoneSet read(DataInputStream in) throws IOException {
        byte[] json = in.readNBytes(in.readInt());
        ZoneSet set = of(CameraZones.ofJson(new String(json, StandardCharsets.UTF_8)));
        for (ZoneWatch zone : set.zones) {
            zone.read(in);
        }
        for (LineWatch line : set.lines) {
            line.read(in);
        }
        return set;
    }

    private static String hash(byte[] json) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(json);
            return Objects.requireNonNull(HexFormat.of().formatHex(hash)).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
