package io.lynceus.trainer.model;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * The raw maps of a forward pass, one per stride 8, 16, 32, each (batch, 64 + classes, h, w): four sides of 16 DFL
 * bins, then class logits. In training form those of all branches, in evaluation those of the detecting one alone.
 *
 * @param aux maps of the auxiliary head; empty where the architecture has none (GELAN)
 * @param main maps of the one-to-many head; empty in evaluation where another detects
 * @param oneToOne maps of the one-to-one head; empty where the architecture has none
 */
public record RawHeads(List<Tensor> aux, List<Tensor> main, List<Tensor> oneToOne) {
    /** Bins of each side's distribution. */
    public static final int BINS = 16;

    /** Channels of the four sides, before those of the classes. */
    public static final int BOX_CHANNELS = 4 * BINS;

    public RawHeads {
        aux = List.copyOf(aux);
        main = List.copyOf(main);
        oneToOne = List.copyOf(oneToOne);
    }

    /** Of a network without a one-to-one head. */
    public RawHeads(List<Tensor> aux, List<Tensor> main) {
        this(aux, main, List.of());
    }

    /** The maps of the head that is measured and exported. */
    public List<Tensor> detecting() {
        return oneToOne.isEmpty() ? main : oneToOne;
    }
}
