package io.lynceus.trainer.data;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Frames of a video from {@code first} to {@code last}, both included, counted from 1. */
record FrameRange(int first, int last) {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})\\s*-\\s*(\\d{1,9})");

    FrameRange {
        if (first < 1 || last < first) {
            throw new IllegalArgumentException(
                    first + "-" + last + " is not a range of frames: they count from 1, the smaller number first");
        }
    }

    /** @throws IllegalArgumentException when the text is not of the form 1-600 */
    static FrameRange parse(String text) {
        Matcher matcher = RANGE.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a range of frames such as 1-600");
        }
        return new FrameRange(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    int size() {
        return last - first + 1;
    }

    @Override
    public String toString() {
        return first + "-" + last;
    }
}
