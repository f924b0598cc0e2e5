package io.lynceus.processor.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.lynceus.processor.decode.VideoFacts;
import org.jspecify.annotations.Nullable;

/**
 * A frame's line of JSON with what it takes to read it alone: where the frame is from and when it is shown.
 *
 * @param source for people, without credentials
 * @param timeBase what {@code pts} counts, in seconds, as a fraction
 * @param seconds {@code pts} in seconds, to a microsecond; null where the frame has none
 */
record SourceLine(
        String source,
        String timeBase,
        @Nullable Double seconds,
        @JsonUnwrapped FrameLine line) {
    static SourceLine of(String source, VideoFacts facts, FrameLine line) {
        Long pts = line.pts();
        Double seconds =
                pts == null ? null : Math.round((double) pts * facts.numerator() * 1e6 / facts.denominator()) / 1e6;
        return new SourceLine(source, facts.numerator() + "/" + facts.denominator(), seconds, line);
    }
}
