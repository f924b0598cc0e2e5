package io.lynceus.processor.capture;

import io.lynceus.vision.UserError;

/**
 * How much may wait for a broker that is away, all cameras together.
 *
 * @param mebibytes 1 to 1,048,576
 */
public record BufferSize(int mebibytes) {
    /** 64 MiB: about a minute of eight cameras of 1 MB/s. */
    public static final BufferSize DEFAULT = new BufferSize(64);

    public BufferSize {
        if (mebibytes < 1 || mebibytes > 1 << 20) {
            throw new UserError("--buffer " + mebibytes + ": MiB, from 1 to 1048576");
        }
    }

    long bytes() {
        return (long) mebibytes << 20;
    }

    @Override
    public String toString() {
        return mebibytes + " MiB";
    }
}
