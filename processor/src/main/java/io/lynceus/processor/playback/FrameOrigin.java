package io.lynceus.processor.playback;

/** Where a frame's packet is stored. */
record FrameOrigin(String topic, int partition, long offset) {}
