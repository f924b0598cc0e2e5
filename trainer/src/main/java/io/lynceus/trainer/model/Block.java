package io.lynceus.trainer.model;

import io.lynceus.vision.UserError;

/**
 * The computational block inside a stage (RepNCSPELAN4): GELAN is ELAN with any block in the place of its convolutions
 * (YOLOv9, arXiv 2402.13616, section 4.2). These are the blocks of the paper's ablation (section 5.4), with c channels
 * in and out, c/2 inside, repeated as often as the stage says. Written for gelan-s with one repeat, conv, residual,
 * dark and csp weigh 6.2, 5.4, 5.7 and 5.9 million parameters, as in the paper's table of them.
 */
public enum Block {
    /**
     * CSP whose bottlenecks have a RepConv, the default and what YOLOv9's published models are: 1x1 to c/2 twice side
     * by side; behind one of them the bottlenecks, each a RepConv (3x3 and 1x1 added, one 3x3 once exported) and a 3x3
     * with a shortcut; both joined and 1x1 to c.
     */
    REP_CSP,

    /** A 3x3 convolution. */
    CONV,

    /** ResNet's bottleneck (He et al. 2015, figure 5): 1x1 to c/2, 3x3, 1x1 to c, and a shortcut. */
    RESIDUAL,

    /** Darknet-53's residual (YOLOv3, Redmon and Farhadi 2018, table 1): 1x1 to c/2, 3x3 to c, and a shortcut. */
    DARK,

    /** CSP (CSPNet, Wang et al. 2020), {@link #REP_CSP} with a plain 3x3 for the RepConv. */
    CSP;

    /** As a model file writes it, for example rep-csp. */
    @Override
    public String toString() {
        return Word.of(this);
    }

    /**
     * The block of that word.
     *
     * @throws UserError when there is none
     */
    public static Block of(String word) {
        return Word.find(values(), "block", word);
    }
}
