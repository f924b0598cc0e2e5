package io.lynceus.processor.capture;

import io.lynceus.processor.decode.PictureStart;
import io.lynceus.processor.decode.StreamFormat;
import io.lynceus.vision.pixels.FFmpeg;
import java.nio.ByteBuffer;

/**
 * Which packets RTP packets were lost of. FFmpeg tells of a gap in RTP's sequence numbers in its log alone, while it
 * reads; there, a packet is complete once the next one begins. So a gap hurts the packet that comes of the same read,
 * and the next one unless that begins as a picture does. One a connection, used on the thread that opens and reads it.
 */
final class RtpLoss {
    private static final ThreadLocal<RtpLoss> READING = new ThreadLocal<>();
    private static final String GAP = "RTP: missed ";
    /** A read that has to wait for the network takes longer. */
    private static final long FROM_MEMORY = 2_000_000;

    static {
        FFmpeg.warnings(RtpLoss::hear);
    }

    private boolean early;
    private boolean gap;
    private boolean cut;

    private RtpLoss() {}

    private static void hear(String warning) {
        RtpLoss reading = READING.get();
        if (reading != null && warning.contains(GAP)) {
            reading.gap = true;
        }
    }

    /** For a connection that this thread is about to open. */
    static RtpLoss listen() {
        RtpLoss loss = new RtpLoss();
        READING.set(loss);
        return loss;
    }

    /** The connection is open. What FFmpeg read meanwhile comes of the next reads, and a gap may be anywhere in it. */
    void opened() {
        early = gap;
        gap = false;
    }

    /**
     * What came of the read that has ended.
     *
     * @param nanos how long it took
     * @return true when RTP packets of it, or right before it, may be missing
     */
    boolean of(StreamFormat format, byte[] data, long nanos) {
        early &= nanos < FROM_MEMORY;
        boolean lost = early || gap || cut && !PictureStart.isWhole(format, ByteBuffer.wrap(data));
        cut = gap;
        gap = false;
        return lost;
    }
}
