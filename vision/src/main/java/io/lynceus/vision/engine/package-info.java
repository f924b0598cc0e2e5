/**
 * In: letterboxed pictures and a model file. Out: what the network says about them. An
 * {@link io.lynceus.vision.engine.Engine} holds one network and gives out {@link io.lynceus.vision.engine.Lane lanes}
 * that run batches side by side.
 */
package io.lynceus.vision.engine;
