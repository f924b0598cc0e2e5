package io.lynceus.processor.decode;

/**
 * What samples mean as colours, as the container says it; the stream's own word comes first.
 *
 * @param range 0 unspecified, 1 limited, 2 full
 * @param primaries of ITU-T H.273, 2 unspecified
 * @param transfer of ITU-T H.273, 2 unspecified
 * @param matrix of ITU-T H.273, 2 unspecified
 * @param chromaLocation 0 unspecified, else H.273's type + 1
 */
public record Colour(int range, int primaries, int transfer, int matrix, int chromaLocation) {
    /** Nothing is known. */
    public static final Colour UNSPECIFIED = new Colour(0, 2, 2, 2, 0);
}
