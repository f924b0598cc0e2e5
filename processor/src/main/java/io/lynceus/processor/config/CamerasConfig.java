package io.lynceus.processor.config;

import io.lynceus.vision.UserError;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code capture --config FILE.yaml} holds.
 *
 * @param cameras those to capture; may be empty, but not left out
 */
public record CamerasConfig(List<CameraConfig> cameras) {
    public CamerasConfig(@Nullable List<@Nullable CameraConfig> cameras) {
        if (cameras == null) {
            // Not the same as none: an editor or a full disk can leave an empty file.
            throw new UserError("cameras: is missing; for no camera at all write cameras: []");
        }
        Set<String> names = new HashSet<>();
        for (CameraConfig camera : cameras) {
            if (camera == null) {
                throw new UserError("cameras: an entry is empty");
            }
            String name = camera.name();
            if (name != null && !names.add(name)) {
                throw new UserError("cameras: two have the name " + name);
            }
        }
        this.cameras = cameras.stream().map(Objects::requireNonNull).toList();
    }
}
