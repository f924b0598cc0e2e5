package io.lynceus.processor.capture;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose time a producer reference time is. FFmpeg computes it for what RTP brings, and its parsers put pictures
 * together of that: they see that a picture is whole when the next one begins, and it comes with the time of that one.
 * So a picture's own time is the one that came with the picture before it. One thread.
 */
final class SenderTimes {
    /** Over RTP, the others come in whole pictures, which no parser looks at. */
    private static final Set<String> JOINED =
            Set.of("h264", "hevc", "vvc", "mpeg4", "mpeg1video", "mpeg2video", "h263", "h261");

    private final boolean behind;
    private @Nullable Long next;
    private boolean told;

    /** @param codec FFmpeg's name */
    SenderTimes(boolean rtp, String codec) {
        behind = rtp && JOINED.contains(codec);
    }

    /**
     * The time of the packet at hand.
     *
     * @param with what came with it
     */
    @Nullable
    Long own(@Nullable Long with) {
        Long own = behind ? next : with;
        next = with;
        told |= own != null;
        return own;
    }

    /** True once a packet had one. */
    boolean told() {
        return told;
    }
}
