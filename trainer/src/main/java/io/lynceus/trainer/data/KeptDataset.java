package io.lynceus.trainer.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The set of another one, of which the pictures are kept somewhere once they were loaded. */
abstract class KeptDataset implements Dataset {
    /** The one that loads what is not kept. */
    final Dataset set;

    KeptDataset(Dataset set) {
        this.set = set;
    }

    @Override
    public final int size() {
        return set.size();
    }

    @Override
    public final List<String> classNames() {
        return set.classNames();
    }

    @Override
    public final Labelled labelled(int index) {
        return set.labelled(index);
    }

    @Override
    public final @Nullable CocoTruth coco() {
        return set.coco();
    }
}
