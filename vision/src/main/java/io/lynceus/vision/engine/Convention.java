package io.lynceus.vision.engine;

import io.lynceus.vision.UserError;
import io.lynceus.vision.pixels.Pixels;
import org.jspecify.annotations.Nullable;

/**
 * What is to be known of a model beside its shapes.
 *
 * @param layout of its output
 * @param pixels of its input; null for those that the model names, else those that the layout goes with
 */
public record Convention(Layout layout, @Nullable Pixels pixels) {
    /** As the model and its shapes say. */
    public static final Convention AUTO = new Convention(Layout.AUTO, null);

    /**
     * @param pixels the name of some, or auto
     * @throws UserError when there is none of that name
     */
    public static Convention of(String layout, String pixels) {
        return new Convention(Layout.of(layout), pixels.equals("auto") ? null : Pixels.of(pixels));
    }
}
