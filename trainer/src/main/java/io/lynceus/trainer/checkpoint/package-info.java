/**
 * The checkpoints of other YOLOv9 codes. In: a file of torch.save that holds a whole Python model, or a state dict.
 * Out: our checkpoint of the same weights. The pickle inside is read as data: what names a class or a function in it
 * becomes a name, nothing is looked up, loaded or run, and what a hostile file can cost in time and memory is bounded.
 */
package io.lynceus.trainer.checkpoint;
