package io.lynceus.processor.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.lynceus.vision.UserError;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A polygon of one camera's picture.
 *
 * @param name unique among the camera's zones and lines
 * @param points three or more corners, in 0..1 of the picture; an edge of it that lies on the picture's edge is no
 *     border, for nothing comes or goes there unseen
 * @param classes names of the classes that count here; empty for all
 * @param anchor the point of a box that is in the zone or not; bottom when it is left out
 * @param distance an object is in, or out, once it is so far from the border, in heights of the picture; 0.01 when it
 *     is left out
 * @param frames and has been so in so many frames, one after the other; 3 when it is left out
 * @param seconds and for so long; 0 when it is left out
 * @param loitering seconds after which an object that is still in the zone loiters; null for never
 * @param crowding more objects than that in the zone are a crowd; null for never
 * @param metres where four corners are on the ground, in metres from anywhere, for speeds; null for no speeds
 */
public record ZoneConfig(
        String name,
        List<Point> points,
        List<String> classes,
        Anchor anchor,
        Double distance,
        Integer frames,
        Double seconds,
        @Nullable Double loitering,
        @Nullable Integer crowding,
        @Nullable List<Point> metres) {
    @JsonCreator
    public ZoneConfig(
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("points") @Nullable List<Point> points,
            @JsonProperty("classes") @Nullable List<String> classes,
            @JsonProperty("anchor") @Nullable Anchor anchor,
            @JsonProperty("distance") @Nullable Double distance,
            @JsonProperty("frames") @Nullable Integer frames,
            @JsonProperty("seconds") @Nullable Double seconds,
            @JsonProperty("loitering") @Nullable Double loitering,
            @JsonProperty("crowding") @Nullable Integer crowding,
            @JsonProperty("metres") @Nullable List<Point> metres) {
        this.name = Objects.requireNonNullElse(name, "");
        this.points = points == null ? List.of() : List.copyOf(points);
        this.classes = classes == null ? List.of() : List.copyOf(classes);
        this.anchor = Objects.requireNonNullElse(anchor, Anchor.BOTTOM);
        this.distance = Objects.requireNonNullElse(distance, ZoneRules.DISTANCE);
        this.frames = Objects.requireNonNullElse(frames, ZoneRules.FRAMES);
        this.seconds = Objects.requireNonNullElse(seconds, 0.0);
        this.loitering = loitering;
        this.crowding = crowding;
        this.metres = metres == null ? null : List.copyOf(metres);
        ZoneRules.check(this.name, this.points, this.distance, this.frames, this.seconds);
        if (this.points.size() < 3 || this.points.size() > 100) {
            throw new UserError("points: a zone has from 3 to 100 corners, not " + this.points.size());
        }
        if (loitering != null && !(loitering > 0)) {
            throw new UserError("loitering: " + loitering + " seconds are not above 0");
        }
        if (crowding != null && crowding < 0) {
            throw new UserError("crowding: " + crowding + " is below 0");
        }
        if (metres != null && (metres.size() != 4 || this.points.size() != 4)) {
            throw new UserError("metres: says where the four corners of a zone with four corners are on the ground");
        }
    }

    /** With everything else as usual. */
    public ZoneConfig(String name, List<Point> points) {
        this(name, points, null, null, null, null, null, null, null, null);
    }
}
