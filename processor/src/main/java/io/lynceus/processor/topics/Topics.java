package io.lynceus.processor.topics;

/** Names of the topics. */
public final class Topics {
    /** {@code EncodedPacket}, keyed by camera. */
    public static final String PACKETS = "lynceus.packets";

    /** {@code FrameDetections}, keyed by camera, exactly one for each captured frame. */
    public static final String DETECTIONS = "lynceus.detections";

    /** Records of the packets topic that are not packets, as they came. */
    public static final String DEAD_LETTERS = "lynceus.dead-letters";

    /** The largest record that clients and topics are set up for, in bytes: a 4K keyframe with room to spare. */
    public static final int LARGEST_RECORD = 32 << 20;

    private Topics() {}
}
