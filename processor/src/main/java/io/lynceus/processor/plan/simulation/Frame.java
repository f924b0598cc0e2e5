package io.lynceus.processor.plan.simulation;

/**
 * A frame on its way.
 *
 * @param ingest when capture read it, in nanoseconds
 * @param sinceKeyframe frames of its group before it
 * @param seen whether the model is to see it
 */
record Frame(int camera, long ingest, int sinceKeyframe, boolean seen) {}
