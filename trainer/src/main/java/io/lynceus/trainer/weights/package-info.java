/**
 * Published weights by name. In: a catalogue and an address of each file. Out: the file, held to its digest, imported
 * as a checkpoint of ours and exported as ONNX, in the cache folder.
 */
package io.lynceus.trainer.weights;
