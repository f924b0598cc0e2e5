package io.lynceus.trainer.evaluation;

/** Height and width of a model's input in pixels. */
public record InputSize(int height, int width) {
    public InputSize {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException("an input of " + height + "x" + width + " pixels");
        }
    }
}
