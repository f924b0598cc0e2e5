/**
 * From a trained network to the file that detects. In: a checkpoint. Out: an ONNX file in the layout that the YOLO
 * ecosystem shares (input {@code images}, output {@code output0}), with the auxiliary branch left out, norms folded and
 * side-by-side convolutions made one, that carries its own class names, input size and training facts, checked against
 * the network before anybody sees it.
 */
package io.lynceus.trainer.export;
