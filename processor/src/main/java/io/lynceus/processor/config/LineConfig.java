package io.lynceus.processor.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.lynceus.vision.UserError;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A directed line of one camera's picture. Forward is from its left to its right, as one sees it who goes from its
 * first point to its second: a line that is drawn from left to right is crossed forward by what comes towards the
 * viewer.
 *
 * @param name unique among the camera's zones and lines
 * @param points its two ends, in 0..1 of the picture
 * @param classes names of the classes that count here; empty for all
 * @param anchor the point of a box that goes across; bottom when it is left out
 * @param distance an object is on a side once it is so far from the line, in heights of the picture; 0.01 when it is
 *     left out
 * @param frames and has been so in so many frames, one after the other; 3 when it is left out
 * @param seconds and for so long; 0 when it is left out
 * @param allowed the direction that is not wrong; both when it is left out
 */
public record LineConfig(
        String name,
        List<Point> points,
        List<String> classes,
        Anchor anchor,
        Double distance,
        Integer frames,
        Double seconds,
        Allowed allowed) {
    @JsonCreator
    public LineConfig(
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("points") @Nullable List<Point> points,
            @JsonProperty("classes") @Nullable List<String> classes,
            @JsonProperty("anchor") @Nullable Anchor anchor,
            @JsonProperty("distance") @Nullable Double distance,
            @JsonProperty("frames") @Nullable Integer frames,
            @JsonProperty("seconds") @Nullable Double seconds,
            @JsonProperty("allowed") @Nullable Allowed allowed) {
        this.name = Objects.requireNonNullElse(name, "");
        this.points = points == null ? List.of() : List.copyOf(points);
        this.classes = classes == null ? List.of() : List.copyOf(classes);
        this.anchor = Objects.requireNonNullElse(anchor, Anchor.BOTTOM);
        this.distance = Objects.requireNonNullElse(distance, ZoneRules.DISTANCE);
        this.frames = Objects.requireNonNullElse(frames, ZoneRules.FRAMES);
        this.seconds = Objects.requireNonNullElse(seconds, 0.0);
        this.allowed = Objects.requireNonNullElse(allowed, Allowed.BOTH);
        ZoneRules.check(this.name, this.points, this.distance, this.frames, this.seconds);
        if (this.points.size() != 2 || this.points.get(0).equals(this.points.get(1))) {
            throw new UserError("points: a line has two ends");
        }
    }

    /** With everything else as usual. */
    public LineConfig(String name, Point first, Point second) {
        this(name, List.of(first, second), null, null, null, null, null, null);
    }
}
