package io.lynceus.processor.capture;

import io.lynceus.processor.decode.StreamFormat;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads the first video stream of a file or URL, packet by packet. One thread. */
public final class PacketReader implements AutoCloseable {
    /**
     * Opens the source and finds its video stream. Blocks up to the timeout.
     *
     * @param source path of a file, or a URL (rtsp over TCP)
     * @param timeout for connecting and for each read from the network
     * @throws io.lynceus.processor.config.UserError for a file that is missing or holds no video
     * @throws io.lynceus.processor.config.RunError for a URL that cannot be reached; credentials are left out of the message
     */
    public static PacketReader open(String source, Duration timeout) {
        throw new UnsupportedOperationException("coming");
    }

    private PacketReader() {}

    /** The stream's format when it was opened; later packets carry their own. */
    public StreamFormat format() {
        throw new UnsupportedOperationException("coming");
    }

    /** Numerator of the time base in seconds. */
    public int timeBaseNumerator() {
        throw new UnsupportedOperationException("coming");
    }

    /** Denominator of the time base in seconds. */
    public int timeBaseDenominator() {
        throw new UnsupportedOperationException("coming");
    }

    /** Frames a second as announced or guessed, 0 when unknown. */
    public double frameRate() {
        throw new UnsupportedOperationException("coming");
    }

    /** How many frames the container announces, 0 when it does not say. */
    public long announcedFrames() {
        throw new UnsupportedOperationException("coming");
    }

    /**
     * The next packet of the video stream, or null at the end.
     *
     * @throws io.lynceus.processor.config.RunError when a network source goes silent or away
     */
    public @Nullable Packet read() {
        throw new UnsupportedOperationException("coming");
    }

    /** After the end of a file: how it was cut short, or null when it ended as it should. */
    public @Nullable String truncation() {
        throw new UnsupportedOperationException("coming");
    }

    @Override
    public void close() {}
}
