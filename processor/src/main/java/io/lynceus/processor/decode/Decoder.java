package io.lynceus.processor.decode;

import org.jspecify.annotations.Nullable;

/**
 * Decodes one stream, on one thread, which owns it. Every packet sent comes back from {@link #receive} exactly once, in presentation
 * order as far as the codec reorders: as a {@link DecodedFrame} or as a {@link NoFrame}. Bad bytes never stop it.
 *
 * <pre>{@code
 * decoder.send(packet, sequence);
 * for (Decoded decoded = decoder.receive(); decoded != null; decoded = decoder.receive()) { ... }
 * }</pre>
 */
public final class Decoder implements AutoCloseable {
    /** @throws io.lynceus.processor.config.UserError when this build of FFmpeg has no decoder for the codec */
    public Decoder(StreamFormat format) {}

    /**
     * Gives the decoder one packet; call {@link #receive} until it gives null before the next.
     *
     * @param data copied
     * @param tag comes back with what the packet gave; any value, such as the packet's sequence
     */
    public void send(byte[] data, long tag) {
        throw new UnsupportedOperationException("coming");
    }

    /** The next outcome, or null when the decoder wants another packet. A frame belongs to the caller, who closes it. */
    public @Nullable Decoded receive() {
        throw new UnsupportedOperationException("coming");
    }

    /** Ends an epoch: after it {@link #receive} gives all that is still due, then null; the decoder is then as new, for a next keyframe. */
    public void drain() {
        throw new UnsupportedOperationException("coming");
    }

    /** Frees the decoder. Frames that it gave are closed first. */
    @Override
    public void close() {}
}
