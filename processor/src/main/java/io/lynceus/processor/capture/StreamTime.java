package io.lynceus.processor.capture;

/**
 * What a stream's timestamps are.
 *
 * @param numerator of the time base in seconds
 * @param denominator of the time base in seconds
 * @param wrapBits after how many bits the container's timestamps start again
 * @param live true when packets come as the camera makes them
 * @param clocked false when a live stream has no timestamps of its own, and FFmpeg makes some up
 */
record StreamTime(int numerator, int denominator, int wrapBits, boolean live, boolean clocked) {}
