package io.lynceus.vision.pixels;

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
}
