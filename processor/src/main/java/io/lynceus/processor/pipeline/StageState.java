package io.lynceus.processor.pipeline;

import java.nio.ByteBuffer;

/**
 * A stage's state, as it is stored.
 *
 * @param name the stage's
 * @param version of the state's format
 * @param state from its position to its limit; nobody moves either
 */
public record StageState(String name, int version, ByteBuffer state) {}
