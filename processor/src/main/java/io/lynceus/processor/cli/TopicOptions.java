package io.lynceus.processor.cli;

import io.lynceus.processor.config.DurationText;
import io.lynceus.processor.kafka.TopicLayout;
import io.lynceus.vision.UserError;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The settings of topics that an operator chooses, and what tells how much disk they need. */
final class TopicOptions {
    @Option(
            names = "--max-message-bytes",
            paramLabel = "BYTES",
            defaultValue = "33554432",
            description = "The largest record, a keyframe (default: ${DEFAULT-VALUE}).")
    int maxMessageBytes;

    @Option(
            names = "--retention",
            paramLabel = "TIME",
            description = "How long packets stay, such as 36h or 7d. What process has not read by then is lost"
                    + " (default: 1d for topics that are made; those that are there keep theirs).")
    @Nullable
    String retention;

    @Option(
            names = "--event-retention",
            paramLabel = "TIME",
            description = "How long events and dead letters stay"
                    + " (default: 7d for topics that are made; those that are there keep theirs).")
    @Nullable
    String eventRetention;

    @Option(
            names = "--cameras",
            paramLabel = "N",
            defaultValue = "1",
            description = "Cameras, for the arithmetic of the disk (default: ${DEFAULT-VALUE}).")
    int cameras;

    @Option(
            names = "--bitrate",
            paramLabel = "MBIT",
            defaultValue = "4",
            description = "Mbit/s of a camera, for the arithmetic of the disk (default: ${DEFAULT-VALUE}).")
    double bitrate;

    /** @throws UserError when something is out of range */
    TopicLayout layout(int partitions, int replication) {
        if (cameras < 1) {
            throw new UserError("--cameras " + cameras + ": at least 1");
        }
        if (!(bitrate > 0 && bitrate < 1e6)) {
            throw new UserError("--bitrate " + bitrate + ": Mbit/s, more than 0");
        }
        return new TopicLayout(
                partitions,
                replication,
                maxMessageBytes,
                time("--retention", retention, TopicLayout.RETENTION),
                time("--event-retention", eventRetention, TopicLayout.EVENT_RETENTION));
    }

    private static Duration time(String option, @Nullable String text, Duration unsaid) {
        try {
            return text == null ? unsaid : DurationText.parse(text);
        } catch (UserError e) {
            throw new UserError(option + ": " + e.getMessage() + ", 36h or 7d", e);
        }
    }
}
