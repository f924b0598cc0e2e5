/**
 * One camera's way from packet to outcome: which of its connections counts, what was captured twice, what never came,
 * what its policy leaves out, the life of its decoder, and the stages after the detector that keep state, such as a
 * tracker. In: packets, in the order of their topic. Out: exactly one outcome for each packet that carries a frame, and
 * a {@link Progress} to go on from after any packet.
 *
 * <p>It knows neither Kafka nor an engine: who drives it reads the packets, stores the progress and shows frames to the
 * model.
 */
@NullMarked
package io.lynceus.processor.pipeline;

import org.jspecify.annotations.NullMarked;
