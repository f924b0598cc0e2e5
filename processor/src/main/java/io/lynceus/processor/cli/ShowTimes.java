package io.lynceus.processor.cli;

import io.lynceus.processor.decode.VideoFacts;
import org.jspecify.annotations.Nullable;

/**
 * When the pictures of an annotated video are shown: at the times of their frames, counted from the first, each later
 * than the one before. Where the source's times start anew, the video goes on one step later.
 */
final class ShowTimes {
    private static final double JUMP_SECONDS = 10;

    private final long step;
    private final long jump;
    private final boolean mayJump;
    private boolean started;
    private long base;
    private long last;

    /** @param mayJump whether times may also leap ahead for no reason, as in streams and in recordings of them */
    ShowTimes(VideoFacts facts, boolean mayJump) {
        this.step = facts.step();
        this.jump = facts.units(JUMP_SECONDS);
        this.mayJump = mayJump;
    }

    /**
     * Of the next picture, in the facts' units from 0.
     *
     * @param pts of its frame, null where it has none
     */
    long next(@Nullable Long pts) {
        if (!started) {
            started = true;
            base = pts == null ? 0 : pts;
            return 0;
        }
        long usual = last + step;
        if (pts == null) {
            last = usual;
            return last;
        }
        long ahead = pts - base - last;
        if (ahead < -jump || (mayJump && ahead > jump)) {
            last = usual;
            base = pts - last;
        } else {
            last += Math.max(1, ahead);
        }
        return last;
    }

    /** When a frame without a picture ends that stands at {@code pts}; 0 where that moves nothing. */
    long end(@Nullable Long pts, long duration) {
        if (!started || pts == null || pts - base <= last || pts - base - last > jump) {
            return 0;
        }
        return pts - base + Math.max(duration, step);
    }
}
