package io.lynceus.trainer.data;

/**
 * One frame of a {@link FrameSource}.
 *
 * @param id file name of the picture, or video name and frame number
 * @param index 1-based, in decoding order
 * @param pts presentation time in units of the stream's time base; for pictures the 0-based index
 * @param letterbox source size, input size, and how the one lies in the other
 * @param input the whole network input, RGB, border included
 */
public record Frame(String id, int index, long pts, Letterbox letterbox, Picture input) {}
