package io.lynceus.processor.partitions;

import org.jspecify.annotations.Nullable;

/**
 * What is to be written of a camera.
 *
 * @param partition null when it is to have none any more
 */
record Claim(String camera, @Nullable Integer partition) {}
