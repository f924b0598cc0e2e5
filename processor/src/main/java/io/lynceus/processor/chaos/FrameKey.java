package io.lynceus.processor.chaos;

/** Which frame an event is of. */
record FrameKey(String camera, long epoch, long sequence) {
    @Override
    public String toString() {
        return camera + " epoch " + epoch + " sequence " + sequence;
    }
}
