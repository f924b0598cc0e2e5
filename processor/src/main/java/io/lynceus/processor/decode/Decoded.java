package io.lynceus.processor.decode;

/** What became of one packet: a frame, or none. */
public sealed interface Decoded permits OneFrame, NoFrame {
    /** The tag that the packet was sent with. */
    long tag();
}
