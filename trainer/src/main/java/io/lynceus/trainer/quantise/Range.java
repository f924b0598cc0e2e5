package io.lynceus.trainer.quantise;

/**
 * The smallest and the largest of a tensor's numbers; both 0 where it has none.
 *
 * @param min at most 0
 * @param max at least 0
 */
record Range(float min, float max) {
    /** Nothing. */
    static final Range NONE = new Range(0, 0);

    /** What a sigmoid gives; its steps are powers of two, as runtimes have them. */
    static final Range CHANCE = new Range(0, 255f / 256);

    /** What a picture has. */
    static final Range UNIT = new Range(0, 1);

    /** Below it x times sigmoid(x) is nothing, so that steps are not spent there. */
    private static final float LEAST_GATED = -8;

    /** Both together. */
    Range and(float lower, float upper) {
        return new Range(Math.min(min, lower), Math.max(max, upper));
    }

    /** Of what goes into x times sigmoid(x). */
    Range gated() {
        return new Range(Math.max(min, LEAST_GATED), max);
    }
}
