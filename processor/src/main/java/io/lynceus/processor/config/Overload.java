package io.lynceus.processor.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The cameras' policies.
 *
 * @param usual of the cameras that have none of their own; key {@code default}, {@code every-frame} when it is left out
 * @param cameras policies by the camera's name
 */
public record Overload(@JsonProperty("default") OverloadPolicy usual, Map<String, OverloadPolicy> cameras) {
    /** Every frame of every camera. */
    public static final Overload NONE = new Overload(null, null);

    public Overload(
            @JsonProperty("default") @Nullable OverloadPolicy usual,
            @JsonProperty("cameras") @Nullable Map<String, OverloadPolicy> cameras) {
        this.usual = usual == null ? OverloadPolicy.EVERY_FRAME : usual;
        this.cameras = cameras == null ? Map.of() : Map.copyOf(cameras);
    }

    /** The same with another default, unless it is null. */
    public Overload withUsual(@Nullable OverloadPolicy other) {
        return other == null ? this : new Overload(other, cameras);
    }

    /** The policy of one camera. */
    public OverloadPolicy of(String camera) {
        return cameras.getOrDefault(camera, usual);
    }
}
