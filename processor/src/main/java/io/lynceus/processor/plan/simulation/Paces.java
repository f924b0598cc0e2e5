package io.lynceus.processor.plan.simulation;

/**
 * How a stream thread works, in nanoseconds.
 *
 * @param frame CPU time of a frame besides the model
 * @param decode CPU time of a frame that is decoded again
 * @param replay that decoding again may take
 * @param packets of a poll
 * @param commit that a commit takes
 * @param soon from one commit that was asked for to the next
 * @param fresh how new a frame is for whose event a commit is asked for
 * @param regular from one commit to the next when none is asked for
 */
record Paces(long frame, long decode, long replay, int packets, long commit, long soon, long fresh, long regular) {}
