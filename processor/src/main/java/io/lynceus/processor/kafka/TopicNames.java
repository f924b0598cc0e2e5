package io.lynceus.processor.kafka;

import io.lynceus.vision.UserError;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What our topics are called on one broker.
 *
 * @param prefix what each name begins with, before a dot
 */
public record TopicNames(String prefix) {
    // Kafka takes names of 249 characters, and the longest of ours is added to this.
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}");

    /** {@code lynceus.packets} and so on. */
    public static final TopicNames DEFAULT = new TopicNames("lynceus");

    public TopicNames {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new UserError("--topics-prefix " + prefix
                    + ": up to 200 letters, digits, dots, hyphens and underscores, and no dot at its beginning");
        }
    }

    /** {@code EncodedPacket}, keyed by camera. */
    public String packets() {
        return prefix + ".packets";
    }

    /** {@code FrameDetections}, keyed by camera, exactly one for each captured frame. */
    public String detections() {
        return prefix + ".detections";
    }

    /** {@code TrackEvent}, keyed by camera: objects that are followed from frame to frame. */
    public String tracks() {
        return prefix + ".tracks";
    }

    /** {@code ZoneEvent}, keyed by camera: what happens at zones and lines. */
    public String zoneEvents() {
        return prefix + ".zone-events";
    }

    /** {@code CountWindow}, keyed by camera: what each stretch of time adds up to. */
    public String counts() {
        return prefix + ".counts";
    }

    /** {@code CameraStatus}, keyed by camera: what happened to the cameras, in one partition and so in one order. */
    public String cameraStatus() {
        return prefix + ".camera-status";
    }

    /** {@code CameraSettings}, keyed by camera, compacted: what was set while everything ran. */
    public String settings() {
        return prefix + ".settings";
    }

    /** {@code CameraPartition}, keyed by camera, compacted: in which partition a camera's packets are. */
    public String cameraPartitions() {
        return prefix + ".camera-partitions";
    }

    /** Records of the packets topic that are not packets, as they came. */
    public String deadLetters() {
        return prefix + ".dead-letters";
    }

    /** All of them. */
    public List<String> all() {
        return List.of(
                packets(),
                detections(),
                tracks(),
                zoneEvents(),
                counts(),
                cameraStatus(),
                settings(),
                cameraPartitions(),
                deadLetters());
    }

    /** Those that are shared by stream threads, or by those who read what these write: all have as many partitions. */
    public List<String> shared() {
        return List.of(packets(), detections(), tracks(), zoneEvents(), counts());
    }
}
