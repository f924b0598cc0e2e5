package io.lynceus.processor.decode;

import io.lynceus.vision.pixels.DecodedFrame;

/**
 * A packet that gave a frame.
 *
 * @param tag the packet's
 * @param frame the caller's, who closes it, and before its decoder
 */
public record OneFrame(long tag, DecodedFrame frame) implements Decoded {}
