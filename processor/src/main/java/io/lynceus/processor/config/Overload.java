package io.lynceus.processor.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The cameras' policies.
 *
 * @param fallback of the cameras that have none of their own; key {@code default}, {@code every-frame} when it is left
 *     out
 * @param cameras policies by the camera's name
 */
public record Overload(
        @Key(
                value = "when a camera has more frames than the model can take: every-frame (it falls behind),"
                        + " newest=2s"
                        + " (frames older than that are skipped), sample=5 (so many frames a second are"
                        + " wanted)",
                option = "--overload",
                label = "POLICY")
        @JsonProperty("default")
        OverloadPolicy fallback,

        @Key(value = "policies by the camera's name, for those that want another", label = "{gate: sample=5}")
        Map<String, OverloadPolicy> cameras) {
    /** Every frame of every camera. */
    public static final Overload NONE = new Overload(null, null);

    public Overload(
            @JsonProperty("default") @Nullable OverloadPolicy fallback,
            @JsonProperty("cameras") @Nullable Map<String, OverloadPolicy> cameras) {
        this.fallback = fallback == null ? OverloadPolicy.EVERY_FRAME : fallback;
        this.cameras = cameras == null ? Map.of() : Map.copyOf(cameras);
    }

    /** One policy for every camera. */
    public static Overload all(OverloadPolicy policy) {
        return new Overload(policy, null);
    }

    /** The policy of one camera. */
    public OverloadPolicy of(String camera) {
        return cameras.getOrDefault(camera, fallback);
    }
}
