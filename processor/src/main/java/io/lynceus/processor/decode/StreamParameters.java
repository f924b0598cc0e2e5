package io.lynceus.processor.decode;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a container or a session says of its stream besides {@link StreamFormat}'s codec, extradata and size.
 *
 * @param codecTag the container's name of the codec, four characters, the first in the lowest byte; 0 for none
 * @param pixelFormat FFmpeg's name, null when unknown
 * @param bitsPerCodedSample 0 when unknown
 * @param profile the codec's own number, -99 when unknown
 * @param level the codec's own number, -99 when unknown
 * @param fieldOrder FFmpeg's number (AVFieldOrder), 0 when unknown
 * @param videoDelay how many pictures a decoder holds back to give them in order, as far as it is known
 * @param aspectNumerator width of a pixel in units of the denominator, 0 when unknown
 * @param aspectDenominator height of a pixel
 * @param sideData what holds for all packets, such as a display matrix
 */
public record StreamParameters(
        int codecTag,
        @Nullable String pixelFormat,
        int bitsPerCodedSample,
        int profile,
        int level,
        int fieldOrder,
        int videoDelay,
        int aspectNumerator,
        int aspectDenominator,
        Colour colour,
        List<SideData> sideData) {}
