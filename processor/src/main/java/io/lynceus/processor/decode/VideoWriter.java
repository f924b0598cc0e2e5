package io.lynceus.processor.decode;

import java.awt.image.BufferedImage;
import java.nio.file.Path;

/** Writes pictures as an mp4 video. One thread. */
public final class VideoWriter implements AutoCloseable {
    /**
     * @param width pixels, rounded down to even
     * @param height pixels, rounded down to even
     * @param framesPerSecond more than 0
     * @throws io.lynceus.processor.config.UserError when the file cannot be written
     */
    public static VideoWriter create(Path file, int width, int height, double framesPerSecond) {
        throw new UnsupportedOperationException("coming");
    }

    private VideoWriter() {}

    /** Adds a picture; one of another size is scaled. */
    public void write(BufferedImage picture) {
        throw new UnsupportedOperationException("coming");
    }

    /** Ends the file. */
    @Override
    public void close() {}
}
