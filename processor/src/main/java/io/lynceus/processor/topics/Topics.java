package io.lynceus.processor.topics;

import io.lynceus.vision.RunError;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** Names of the topics. */
public final class Topics {
    /** {@code EncodedPacket}, keyed by camera. */
    public static final String PACKETS = "lynceus.packets";

    /** {@code FrameDetections}, keyed by camera, exactly one for each captured frame. */
    public static final String DETECTIONS = "lynceus.detections";

    /** {@code CameraStatus}, keyed by camera: what happened to the cameras, in one partition and so in one order. */
    public static final String CAMERA_STATUS = "lynceus.camera-status";

    /** Records of the packets topic that are not packets, as they came. */
    public static final String DEAD_LETTERS = "lynceus.dead-letters";

    /** The largest record that clients and topics are set up for, in bytes: a 4K keyframe with room to spare. */
    public static final int LARGEST_RECORD = 32 << 20;

    /** The largest dead letter: a record, and headers that say what was wrong with it. */
    public static final int LARGEST_LETTER = LARGEST_RECORD + (1 << 20);

    /** What consumers fetch of a partition at once; a record that is larger comes alone. */
    public static final int PARTITION_FETCH = 4 << 20;

    /** What consumers fetch at once. */
    public static final int FETCH = LARGEST_RECORD;

    static final List<String> ALL = List.of(PACKETS, DETECTIONS, CAMERA_STATUS, DEAD_LETTERS);

    private Topics() {}

    /**
     * Sees that topics are there before a client waits for them for ever.
     *
     * @throws RunError when the broker is away or a topic is missing
     */
    public static void require(String bootstrap, String... topics) {
        try (Admin admin = Connection.open(bootstrap)) {
            Set<String> there = admin.listTopics().names().get();
            for (String topic : topics) {
                if (!there.contains(topic)) {
                    throw new RunError("the broker at " + bootstrap + " has no topic " + topic
                            + ": make it with ./lynceus topics create --bootstrap " + bootstrap);
                }
            }
        } catch (ExecutionException e) {
            throw new RunError("the topics of " + bootstrap + " cannot be listed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunError("stopped while looking for the topics", e);
        }
    }
}
