package io.lynceus.processor.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happens to the cameras' damaged pictures.
 *
 * @param fallback of the cameras that have no policy of their own; key {@code default}, {@code mark} when it is left
 *     out
 * @param cameras policies by the camera's name
 */
public record Damaged(
        @Key(
                value = "pictures of which something is missing: mark (the model sees them, the event says so)"
                        + " or refuse"
                        + " (a DECODE_ERROR)",
                option = "--damaged",
                label = "POLICY")
        @JsonProperty("default")
        DamagedPolicy fallback,

        @Key(value = "policies by the camera's name, for those that want another", label = "{gate: refuse}")
        Map<String, DamagedPolicy> cameras) {
    /** All are marked. */
    public static final Damaged MARKED = new Damaged(null, null);

    public Damaged(
            @JsonProperty("default") @Nullable DamagedPolicy fallback,
            @JsonProperty("cameras") @Nullable Map<String, DamagedPolicy> cameras) {
        this.fallback = fallback == null ? DamagedPolicy.MARK : fallback;
        this.cameras = cameras == null ? Map.of() : Map.copyOf(cameras);
    }

    /** One policy for every camera. */
    public static Damaged all(DamagedPolicy policy) {
        return new Damaged(policy, null);
    }

    /** The policy of one camera. */
    public DamagedPolicy of(String camera) {
        return cameras.getOrDefault(camera, fallback);
    }
}
