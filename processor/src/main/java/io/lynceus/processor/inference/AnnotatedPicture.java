package io.lynceus.processor.inference;

import java.awt.image.BufferedImage;
import java.util.List;

/** Draws boxes with class and score onto a picture. */
public final class AnnotatedPicture {
    private AnnotatedPicture() {}

    /** Draws into the picture itself, one colour a class, lines and letters in proportion to the picture's size. */
    public static void draw(BufferedImage picture, List<Detection> detections) {
        throw new UnsupportedOperationException("coming");
    }
}
