package io.lynceus.trainer.model;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * The raw maps of a forward pass in training form, one per stride 8, 16, 32, each (batch, 64 + classes, h, w): four
 * sides of 16 DFL bins, then class logits.
 *
 * @param aux maps of the auxiliary head; empty where the architecture has none (GELAN)
 * @param main maps of the main head
 */
public record RawHeads(List<Tensor> aux, List<Tensor> main) {
    /** Bins of each side's distribution. */
    public static final int BINS = 16;

    /** Channels of the four sides, before those of the classes. */
    public static final int BOX_CHANNELS = 4 * BINS;

    public RawHeads {
        aux = List.copyOf(aux);
        main = List.copyOf(main);
    }
}
