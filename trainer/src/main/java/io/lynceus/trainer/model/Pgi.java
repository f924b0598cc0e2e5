package io.lynceus.trainer.model;

import io.lynceus.vision.UserError;

/**
 * Where the auxiliary gradients come from (programmable gradient information,
 * YOLOv9, arXiv 2402.13616, section 4.1). It changes training alone: all three are
 * exported as the same network. An auxiliary head weighs a quarter in the loss.
 */
public enum Pgi {
    /**
     * The auxiliary branch of the table, which has layers of its own: YOLOv9. In m,
     * c and e it is the paper's reversible branch, a second backbone from the image
     * that is given multi-level information of the first; in t and s a second neck.
     */
    REVERSIBLE,

    /**
     * Auxiliary heads straight on the main branch's backbone, on its last layers of stride 8, 16 and 32, and no layer
     * besides: what the paper compares with as deep supervision. They sit on the backbone and not on the neck because
     * that is where the published auxiliary branches start from, and what the paper's PFH (prediction heads on the
     * backbone, "equivalent to the traditional deep supervision", section 5.4) does.
     */
    DEEP_SUPERVISION,

    /** No auxiliary head: GELAN alone. */
    NONE;

    /** As a model file writes it, for example deep-supervision. */
    @Override
    public String toString() {
        return Word.of(this);
    }

    /**
     * The choice of that word.
     *
     * @throws UserError when there is none
     */
    public static Pgi of(String word) {
        return Word.find(values(), "pgi", word);
    }
}
