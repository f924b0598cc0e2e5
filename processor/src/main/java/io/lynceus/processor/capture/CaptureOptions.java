package io.lynceus.processor.capture;

import io.lynceus.vision.UserError;

/**
 * How a source is read.
 *
 * @param fast a file's packets as fast as they can be read, instead of at the pace of their timestamps
 * @param loops how often a file is played, each time a new epoch; {@link #FOREVER} until stopped
 * @param insist a URL that cannot be reached at first is waited for, as one that goes away later always is; else it is
 *     an error
 * @param retry the waits in between
 */
public record CaptureOptions(boolean fast, long loops, boolean insist, Retry retry) {
    public static final long FOREVER = Long.MAX_VALUE;

    /** A file once, at its own pace. */
    public static final CaptureOptions DEFAULT = new CaptureOptions(false, 1);

    public CaptureOptions {
        if (loops < 1) {
            throw new UserError("--loop " + loops + ": a number of 1 or more, or forever");
        }
    }

    /** With an error for a URL that cannot be reached at first. */
    public CaptureOptions(boolean fast, long loops) {
        this(fast, loops, false, Retry.USUAL);
    }

    /** The same, but waiting for a URL that cannot be reached at first. */
    public CaptureOptions insisting() {
        return new CaptureOptions(fast, loops, true, retry);
    }
}
