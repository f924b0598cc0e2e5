package io.lynceus.processor.capture;

/**
 * Whether a packet that its container marks as a keyframe can be one. FFmpeg marks every packet of an AVI file without
 * its index, which is what a recorder leaves behind that lost its power; of codecs with a parser it looks itself. Who
 * begins to decode at such a packet makes pictures of nothing.
 */
final class MarkedKeyframe {
    private MarkedKeyframe() {}

    /**
     * False when the packet says that it builds on pictures before it.
     *
     * @param codec FFmpeg's name
     */
    static boolean isPossible(String codec, byte[] data) {
        int first = data.length == 0 ? 0 : data[0] & 0xff;
        return switch (codec) {
            // The picture's type comes first: two bits, 0 for a picture that stands alone.
            case "msmpeg4v2", "msmpeg4v3", "wmv1" -> first >> 6 == 0;
            // One bit.
            case "wmv2" -> first >> 7 == 0;
            default -> true;
        };
    }
}
