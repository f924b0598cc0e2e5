package io.lynceus.vision.pixels;

import org.jspecify.annotations.Nullable;

/** What can put itself into a network's input. */
@FunctionalInterface
public interface PictureSource {
    /**
     * Fills the slot, border included.
     *
     * @return where in the input the picture lies
     * @throws io.lynceus.vision.RunError when the pixels cannot be scaled
     */
    Letterbox into(Slot slot);

    /** Where the picture lies on a card, for a network that runs there; null when it is in this machine's memory. */
    default @Nullable YuvOnCard onCard() {
        return null;
    }
}
