/**
 * In: an ONNX model's bytes and pictures. Out: the network's output, computed by TensorRT on an NVIDIA GPU. A plan is
 * what TensorRT makes of a model for one kind of card; {@link io.lynceus.vision.engine.tensorrt.PlanBuilder} makes it,
 * {@link io.lynceus.vision.engine.tensorrt.PlanCache} keeps it, {@link io.lynceus.vision.engine.tensorrt.Plan} runs it.
 * Nothing here is touched before {@link io.lynceus.vision.engine.tensorrt.Gpu} has found the libraries and a card.
 */
package io.lynceus.vision.engine.tensorrt;
