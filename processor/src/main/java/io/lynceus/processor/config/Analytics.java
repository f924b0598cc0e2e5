package io.lynceus.processor.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lynceus.vision.UserError;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is made of the tracks.
 *
 * @param window seconds of capture time
 * @param grace seconds of capture time
 * @param cameras zones and lines by the camera's name
 */
public record Analytics(
        @Key(value = "seconds of capture time that each record of counts adds up", label = "60")
        Double window,

        @Key(value = "seconds that a window waits for frames that come late", label = "5")
        Double grace,

        @Key(value = "zones and lines by the camera's name", label = "{gate: {zones: [...], lines: [...]}}")
        Map<String, CameraZones> cameras) {
    /** Counts of a minute each, and neither zones nor lines. */
    public static final Analytics NONE = new Analytics(null, null, null);

    public Analytics(
            @JsonProperty("window") @Nullable Double window,
            @JsonProperty("grace") @Nullable Double grace,
            @JsonProperty("cameras") @Nullable Map<String, CameraZones> cameras) {
        this.window = Objects.requireNonNullElse(window, 60.0);
        this.grace = Objects.requireNonNullElse(grace, 5.0);
        this.cameras = cameras == null ? Map.of() : Map.copyOf(cameras);
        if (!(this.window >= 1 && this.window <= 86_400)) {
            throw new UserError("window: " + this.window + " seconds are not from 1 to 86400");
        }
        if (!(this.grace >= 0 && this.grace <= 3600)) {
            throw new UserError("grace: " + this.grace + " seconds are not from 0 to 3600");
        }
    }

    /** Those of one camera. */
    public CameraZones of(String camera) {
        return cameras.getOrDefault(camera, CameraZones.NONE);
    }
}
