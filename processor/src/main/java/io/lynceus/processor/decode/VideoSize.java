package io.lynceus.processor.decode;

/**
 * How large a video is written: as its pictures are, or smaller, in proportion, where no encoder here takes that much.
 *
 * @param width pixels, even
 * @param height pixels, even
 */
public record VideoSize(int width, int height) {
    /** Blocks of 16x16 pixels: 4096x2304, where H.264's level 5.2 ends, and OpenH264 with it. */
    private static final int MOST_BLOCKS = 36_864;

    /** Pixels: MPEG-4 part 2 has 13 bits for a side. */
    private static final double LONGEST_SIDE = 8190;

    /** @param pictureWidth pixels, more than 0, as {@code pictureHeight} */
    public static VideoSize of(int pictureWidth, int pictureHeight) {
        double ratio = Math.min(1, LONGEST_SIDE / Math.max(pictureWidth, pictureHeight));
        while (true) {
            VideoSize size = new VideoSize(even(pictureWidth * ratio), even(pictureHeight * ratio));
            if (blocks(size.width) * blocks(size.height) <= MOST_BLOCKS) {
                return size;
            }
            ratio *= 0.998;
        }
    }

    private static int blocks(int side) {
        return (side + 15) / 16;
    }

    /** Whether a picture of this size is made smaller, by more than the odd row or column. */
    public boolean reduces(int pictureWidth, int pictureHeight) {
        return pictureWidth - width > 1 || pictureHeight - height > 1;
    }

    private static int even(double side) {
        return Math.max(2, (int) side / 2 * 2);
    }

    /** Such as 1920x1080. */
    @Override
    public String toString() {
        return width + "x" + height;
    }
}
