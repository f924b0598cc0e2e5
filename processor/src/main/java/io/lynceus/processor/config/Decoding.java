package io.lynceus.processor.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lynceus.processor.decode.DecoderKind;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the cameras' pictures are decoded, each as {@link DecoderKind} has it.
 *
 * @param fallback of the cameras that have none of their own; key {@code default}
 * @param cameras by the camera's name
 */
public record Decoding(
        @Key(
                value = "where pictures are decoded: cpu, nvdec (an NVIDIA card's video chip, the CPU for what that"
                        + " cannot decode), nvdec-direct (pictures stay on the card, too), or auto, which is cpu",
                option = "--decoder",
                label = "NAME")
        @JsonProperty("default")
        String fallback,

        @Key(value = "decoders by the camera's name, for those that want another", label = "{gate: nvdec}")
        Map<String, String> cameras) {
    /** As every machine can. */
    public static final Decoding AUTO = new Decoding(null, null);

    public Decoding(
            @JsonProperty("default") @Nullable String fallback,
            @JsonProperty("cameras") @Nullable Map<String, String> cameras) {
        this.fallback = kind(Objects.requireNonNullElse(fallback, DecoderKind.AUTO.toString()));
        Map<String, String> checked = new TreeMap<>(cameras == null ? Map.of() : cameras);
        checked.replaceAll((camera, name) -> kind(String.valueOf(name)));
        this.cameras = Map.copyOf(checked);
    }

    private static String kind(String name) {
        return DecoderKind.of(name).toString();
    }

    /** What one camera is to have. */
    public DecoderKind of(String camera) {
        return DecoderKind.of(cameras.getOrDefault(camera, fallback));
    }
}
