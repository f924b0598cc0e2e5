package io.lynceus.trainer.model;

import io.lynceus.vision.UserError;

/**
 * How many anchors the detecting head gives an object (consistent dual assignments, YOLOv10, arXiv 2405.14458, section
 * 3.1).
 */
public enum HeadKind {
    /** Ten, of which suppression leaves one: YOLOv9's own head. */
    ONE_TO_MANY,

    /**
     * One, so that nothing is left to suppress. A second head of the same shape learns beside the first from what the
     * layers give, without a gradient into them; it alone is measured and exported.
     */
    ONE_TO_ONE;

    /** The key of an exported file's metadata that says its head's kind. */
    public static final String KEY = "head";

    /** As a model file writes it, for example one-to-one. */
    @Override
    public String toString() {
        return Word.of(this);
    }

    /**
     * The kind of that word.
     *
     * @throws UserError when there is none
     */
    public static HeadKind of(String word) {
        return Word.find(values(), "head", word);
    }
}
