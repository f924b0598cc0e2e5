/**
 * The networks. In: the name of an architecture, a number of classes and, from a checkpoint, weights. Out: a
 * {@link io.lynceus.trainer.model.Network} that turns images into raw maps or decoded boxes. An architecture is a table
 * of rows; the blocks of the table are written once against one interface and interpreted several times: to declare the
 * parameters and count, to run on LibTorch, to write ONNX.
 */
package io.lynceus.trainer.model;
