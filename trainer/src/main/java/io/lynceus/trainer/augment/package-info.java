/**
 * What training sees instead of the plain pictures. In: a {@link io.lynceus.trainer.data.Dataset}.
 * Out: shuffled, augmented {@link io.lynceus.trainer.data.Batch}es, the same ones for the same
 * seed. Pure Java on bytes, no native memory.
 */
package io.lynceus.trainer.augment;
