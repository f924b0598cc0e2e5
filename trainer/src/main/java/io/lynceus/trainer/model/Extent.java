package io.lynceus.trainer.model;

/** The size of one map. */
record Extent(int channels, int height, int width) {
    long pixels() {
        return (long) height * width;
    }

    /** For messages. */
    String text() {
        return channels + " channels of " + height + "x" + width;
    }

    Extent as(int newChannels) {
        return new Extent(newChannels, height, width);
    }

    Extent sized(int newHeight, int newWidth) {
        return new Extent(channels, newHeight, newWidth);
    }
}
