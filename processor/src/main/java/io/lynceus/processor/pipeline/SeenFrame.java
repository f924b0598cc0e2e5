package io.lynceus.processor.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * A frame that the model has seen, as the stages after it see it.
 *
 * @param packet that carried it
 * @param width of the picture in pixels
 * @param height of the picture in pixels
 * @param damaged why the picture is not to be trusted, for people; null when it is whole, as far as can be known
 */
public record SeenFrame(
        PacketFacts packet, int width, int height, @Nullable String damaged) {}
