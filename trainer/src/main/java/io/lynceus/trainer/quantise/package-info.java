/**
 * A network in 8 bits. In: a finished ONNX file, ours or another's, and pictures like those that it will see. Out: the
 * file with its layers in int8, and how far what it finds is from what it found before. {@code Plan} says which nodes,
 * {@code Calibration} how far their numbers reach, {@code Quantiser} writes.
 */
package io.lynceus.trainer.quantise;
