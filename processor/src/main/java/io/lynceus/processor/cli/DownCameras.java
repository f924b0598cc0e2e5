package io.lynceus.processor.cli;

import io.lynceus.processor.capture.CameraState;
import io.lynceus.schemas.avro.CameraChange;
import java.util.List;
import java.util.stream.Collectors;

/** The names of the cameras that are away, for a line that has room for a few. */
final class DownCameras {
    private static final int MOST = 5;

    private DownCameras() {}

    /** To go on with a line; empty when all are there. */
    static String text(List<CameraState> cameras) {
        List<String> down = cameras.stream()
                .filter(state -> state.change() == CameraChange.LOST || state.change() == CameraChange.AUTH_FAILED)
                .map(state -> state.camera().name()
                        + (state.change() == CameraChange.AUTH_FAILED ? " (password refused)" : ""))
                .toList();
        if (down.isEmpty()) {
            return "";
        }
        String more = down.size() > MOST ? " and " + (down.size() - MOST) + " more" : "";
        return down.stream().limit(MOST).collect(Collectors.joining(", ", ", down: ", more));
    }
}
