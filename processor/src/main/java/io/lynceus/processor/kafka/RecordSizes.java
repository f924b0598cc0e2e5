package io.lynceus.processor.kafka;

/** How large records are and what consumers fetch, in bytes. Topics, producers and consumers have to agree on it. */
public final class RecordSizes {
    /** The largest record that clients and topics are set up for: a 4K keyframe with room to spare. */
    public static final int LARGEST = 32 << 20;

    /** The largest dead letter: a record, and headers that say what was wrong with it. */
    public static final int LARGEST_LETTER = LARGEST + (1 << 20);

    /** The largest progress of a camera, which grows with its tracks and the zones that each of them is in. */
    public static final int LARGEST_PROGRESS = 8 << 20;

    /** What consumers fetch of a partition at once; a record that is larger comes alone. */
    public static final int PARTITION_FETCH = 4 << 20;

    /** What consumers fetch at once. */
    public static final int FETCH = LARGEST;

    private RecordSizes() {}
}
