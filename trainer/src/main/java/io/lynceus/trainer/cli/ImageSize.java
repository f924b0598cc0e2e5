package io.lynceus.trainer.cli;

import io.lynceus.vision.UserError;
import io.lynceus.vision.model.InputSize;
import org.jspecify.annotations.Nullable;

/** What --imgsz says. */
final class ImageSize {
    private ImageSize() {}

    /**
     * @param imgsz one number or two, null when not given
     * @return height and width where there are two, else null
     */
    static @Nullable InputSize exactly(int @Nullable [] imgsz) {
        if (imgsz == null) {
            return null;
        }
        for (int side : imgsz) {
            if (side < 32 || side % 32 != 0) {
                throw new UserError("--imgsz " + side + ": a multiple of 32 is needed");
            }
        }
        return imgsz.length == 2 ? new InputSize(imgsz[0], imgsz[1]) : null;
    }
}
