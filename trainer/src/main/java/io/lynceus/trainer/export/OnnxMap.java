package io.lynceus.trainer.export;

/** A value of the graph of (N, channels, height, width). */
record OnnxMap(String name, int channels, int height, int width) {
    OnnxMap sized(String newName, int newHeight, int newWidth) {
        return new OnnxMap(newName, channels, newHeight, newWidth);
    }
}
