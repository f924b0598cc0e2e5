/**
 * In: the engines of this machine, a model and a video. Out: whether they agree, and how fast each is by the size of
 * the batch. The commands around an engine's plans are in {@code cli}.
 */
package io.lynceus.processor.engines;
