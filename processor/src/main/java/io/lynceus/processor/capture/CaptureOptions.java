package io.lynceus.processor.capture;

import io.lynceus.processor.config.UserError;

/**
 * How a source is read.
 *
 * @param fast a file's packets as fast as they can be read, instead of at the pace of their timestamps
 * @param loops how often a file is played, each time a new epoch; {@link #FOREVER} until stopped
 */
public record CaptureOptions(boolean fast, long loops) {
    public static final long FOREVER = Long.MAX_VALUE;

    /** A file once, at its own pace. */
    public static final CaptureOptions DEFAULT = new CaptureOptions(false, 1);

    public CaptureOptions {
        if (loops < 1) {
            throw new UserError("--loop " + loops + ": a number of 1 or more, or forever");
        }
    }
}
