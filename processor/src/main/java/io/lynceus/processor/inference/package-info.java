/**
 * In: decoded frames and an engine. Out: boxes, with class and score.
 * {@link io.lynceus.processor.inference.EngineDetector} puts the frames of many threads into batches, has the engine
 * run them, and makes boxes of what comes out.
 */
package io.lynceus.processor.inference;
