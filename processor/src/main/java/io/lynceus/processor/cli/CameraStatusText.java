package io.lynceus.processor.cli;

import io.lynceus.schemas.avro.CameraStatus;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** What happened to a camera, for people. */
final class CameraStatusText {
    private static final String ROW = "%-19s  %-16s  %-15s  %s";
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

    static final String HEADER = String.format(ROW, "TIME", "CAMERA", "STATUS", "REASON");

    private CameraStatusText() {}

    /** Time, camera, what happened, and why or how much. */
    static String row(CameraStatus status) {
        List<String> words = new ArrayList<>();
        if (status.getCount() > 0) {
            words.add(status.getCount() + " packets");
        }
        if (status.getReason() != null) {
            words.add(status.getReason());
        }
        return String.format(
                        ROW,
                        CLOCK.format(status.getTime()),
                        status.getCamera(),
                        status.getStatus(),
                        String.join(", ", words))
                .stripTrailing();
    }
}
