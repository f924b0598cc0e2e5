/**
 * In: decoded frames and a model file. Out: boxes, with class and score. An {@link io.lynceus.processor.inference.Engine} runs the network
 * on a batch; {@link io.lynceus.processor.inference.EngineDetector} puts the frames of many threads into batches and makes boxes of
 * what comes out.
 */
package io.lynceus.processor.inference;
