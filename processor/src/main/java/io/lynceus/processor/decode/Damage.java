package io.lynceus.processor.decode;

import java.util.ArrayDeque;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Which pictures of a stream are not to be trusted: those from a damaged or missing one on, in the order in which they
 * are sent, up to one from which the stream is whole again: a keyframe, the end of a gradual refresh (recovery point,
 * ITU-T H.264 D.2.8, H.265 D.3.8), or, where the stream says of neither, the {@value #HEALED_AFTER}th packet after the
 * last sign of damage. What is sent after that one and shown before it builds on what was before. Serials count the
 * packets. All follows from the calls alone. One thread.
 */
final class Damage {
    /** Intra refresh takes some seconds; cameras that save on keyframes send one in half a minute. */
    static final int HEALED_AFTER = 1000;

    private static final String BUILDS_ON_IT = "it builds on a damaged or missing picture";
    private static final long NEVER = Long.MAX_VALUE;

    private final ArrayDeque<Span> spans = new ArrayDeque<>();
    private final ArrayDeque<Point> points = new ArrayDeque<>();
    private long latestWhole;

    /** From a damaged picture to a whole one that builds on nothing before {@code healsFrom}. */
    private static final class Span {
        long from;
        String reason;
        long latest;
        long healsFrom = NEVER;
        long until = NEVER;
        boolean field;

        Span(long from, String reason) {
            this.from = from;
            this.reason = reason;
            this.latest = from;
        }
    }

    /**
     * A refresh that is under way.
     *
     * @param whole count of pictures at which all are whole
     * @param forgotten count at which the decoder has none left of those before
     */
    private record Point(long serial, long tag, long whole, long forgotten) {}

    /** The packet's picture is damaged, or never came, or is missing what it builds on. */
    void found(long serial, String reason) {
        points.removeIf(point -> point.serial <= serial);
        Span last = spans.peekLast();
        if (last == null || last.until < serial) {
            spans.add(new Span(serial, reason));
            return;
        }
        if (serial < last.from) {
            last.from = serial;
            last.reason = reason;
        }
        last.latest = Math.max(last.latest, serial);
        if (serial >= last.healsFrom) {
            last.healsFrom = NEVER;
            last.until = NEVER;
        }
    }

    /**
     * The picture that comes out now was concealed. When it is shown before a keyframe that was sent before it, no
     * picture after the keyframe builds on it.
     *
     * @param due true for packets whose picture may still come
     */
    void concealed(long serial, String reason, LongPredicate due) {
        if (latestWhole < serial && due.test(latestWhole)) {
            missingBefore(latestWhole, reason);
        } else {
            found(serial, reason);
        }
    }

    /**
     * Pictures are whole from this one on, in the order in which they are shown.
     *
     * @param field true when the picture comes in two packets
     */
    void whole(long serial, boolean field) {
        latestWhole = serial;
        heal(serial, serial, field);
    }

    /** Pictures before this one, which builds on nothing, never came: those shown before it build on them. */
    void missingBefore(long serial, String reason) {
        Span last = spans.peekLast();
        if (last == null || last.until < serial) {
            Span before = new Span(serial, reason);
            before.healsFrom = serial;
            before.until = serial;
            spans.add(before);
        }
    }

    /**
     * A refresh begins with this packet.
     *
     * @param whole count of pictures at which all are whole
     * @param forgotten count at which the decoder has none left of those before, to conceal with
     */
    void refreshes(long serial, long tag, long whole, long forgotten) {
        points.add(new Point(serial, tag, whole, Math.max(whole, forgotten)));
    }

    /**
     * Notes how far the count of pictures has come with this packet.
     *
     * @return tag of the packet with which a decoder could have started and would be as this one from here on, or null
     */
    @Nullable
    Long counted(long serial, long count) {
        for (Point point : points) {
            if (point.whole <= count) {
                heal(point.serial, serial, false);
            }
        }
        Point ended = null;
        while (!points.isEmpty() && points.element().forgotten <= count) {
            ended = points.remove();
        }
        Span last = spans.peekLast();
        if (last != null && serial - last.latest >= HEALED_AFTER) {
            heal(serial, serial, false);
        }
        return ended == null ? null : ended.tag;
    }

    private void heal(long from, long serial, boolean field) {
        Span last = spans.peekLast();
        if (last != null && last.until == NEVER && from >= last.latest) {
            last.healsFrom = from;
            last.until = serial;
            last.field = field;
        }
    }

    /**
     * Why the picture that comes out now is not to be trusted, or null when it is whole. Asked in the order in which
     * they are shown.
     *
     * @param due true for packets whose picture may still come
     */
    @Nullable
    String of(long serial, LongPredicate due) {
        while (!spans.isEmpty() && passes(spans.element(), serial, due)) {
            spans.remove();
        }
        for (Span span : spans) {
            if (serial == span.from && serial != span.until) {
                return span.reason;
            }
            if (serial > span.from) {
                return BUILDS_ON_IT;
            }
        }
        return null;
    }

    private static boolean passes(Span span, long serial, LongPredicate due) {
        return span.until == serial
                || span.field && span.until == serial - 1
                || span.until < serial && !due.test(span.until);
    }

    /** The decoder is as new. */
    void clear() {
        spans.clear();
        points.clear();
        latestWhole = 0;
    }
}
