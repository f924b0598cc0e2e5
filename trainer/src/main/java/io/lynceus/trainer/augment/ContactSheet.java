package io.lynceus.trainer.augment;

import io.lynceus.trainer.data.Batch;
import java.nio.file.Path;
import java.util.List;

/** A batch as one picture with its boxes drawn in, so that a person can see what training sees. */
public final class ContactSheet {
    private ContactSheet() {}

    /** Writes up to 16 pictures of {@code batch} as a PNG. */
    public static void write(Batch batch, List<String> classNames, Path png) {
        throw new UnsupportedOperationException("coming: " + png + classNames + batch.size());
    }
}
