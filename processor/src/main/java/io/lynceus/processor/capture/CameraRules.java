package io.lynceus.processor.capture;

import io.lynceus.processor.config.CameraConfig;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which cameras somebody may name who is not this machine's operator: URLs of cameras' protocols, and files under
 * stated folders. What else FFmpeg could open (files, pipes, other programs' sockets) is refused in the same words,
 * whether it is there or not.
 *
 * @param folders whose files may be named
 * @param reach where URLs may lead
 */
public record CameraRules(List<Path> folders, Reach reach) {
    private static final Set<String> SCHEMES = Set.of("rtsp", "rtsps", "http", "https", "srt");

    public CameraRules {
        folders = List.copyOf(folders);
    }

    /**
     * The camera with everything that was left out.
     *
     * @throws UserError when something is missing, wrong or not allowed
     */
    public Camera camera(CameraConfig config) {
        Camera camera = Camera.of("", config, reach);
        Source source = new Source(camera.source());
        if (source.isUrl() ? !SCHEMES.contains(source.scheme()) : !isUnderOurs(source.path())) {
            throw new UserError("url: only rtsp, rtsps, http, https and srt may be named here"
                    + (folders.isEmpty()
                            ? ""
                            : folders.stream()
                                    .map(Path::toString)
                                    .collect(Collectors.joining(", ", ", and files under ", ""))));
        }
        reach.check(source);
        return camera;
    }

    private boolean isUnderOurs(String path) {
        return folders.stream().anyMatch(folder -> {
            try {
                return Path.of(path).toRealPath().startsWith(folder.toRealPath());
            } catch (IOException | IllegalArgumentException e) {
                return false;
            }
        });
    }
}
