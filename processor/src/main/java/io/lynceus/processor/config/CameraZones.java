package io.lynceus.processor.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.lynceus.vision.UserError;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The zones and lines of one camera.
 *
 * @param zones in the order in which their events are written
 * @param lines after the zones
 */
public record CameraZones(List<ZoneConfig> zones, List<LineConfig> lines) {
    /** Neither. */
    public static final CameraZones NONE = new CameraZones(null, null);

    /** Of both together: each costs time in each frame, and room in what is stored of the camera. */
    private static final int MOST = 100;

    @JsonCreator
    public CameraZones(
            @JsonProperty("zones") @Nullable List<ZoneConfig> zones,
            @JsonProperty("lines") @Nullable List<LineConfig> lines) {
        this.zones = zones == null ? List.of() : List.copyOf(zones);
        this.lines = lines == null ? List.of() : List.copyOf(lines);
        Set<String> names = new HashSet<>();
        Stream.concat(
                        this.zones.stream().map(ZoneConfig::name),
                        this.lines.stream().map(LineConfig::name))
                .filter(name -> !names.add(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new UserError("name: two zones or lines are called '" + name + "'");
                });
        if (names.size() > MOST) {
            throw new UserError("zones: " + names.size() + " zones and lines are more than " + MOST);
        }
    }

    /** As JSON, which {@link #ofJson} reads; the same for the same zones and lines. */
    public String json() {
        return ConfigFile.json(this);
    }

    /** @throws UserError with the path when it does not fit */
    public static CameraZones ofJson(String json) {
        return ConfigFile.request(json.getBytes(StandardCharsets.UTF_8), CameraZones.class);
    }
}
