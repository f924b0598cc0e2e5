package io.lynceus.processor.decode;

/**
 * A packet that gave no frame.
 *
 * @param tag the packet's
 * @param broken true when a frame was in it and could not be decoded; false when there was nothing to show in it, such
 *     as parameter sets alone
 * @param reason for people, in a few words
 */
public record NoFrame(long tag, boolean broken, String reason) implements Decoded {}
