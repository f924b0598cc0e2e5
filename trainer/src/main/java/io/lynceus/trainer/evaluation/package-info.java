/**
 * From a model and labelled pictures to numbers. In: a {@link io.lynceus.trainer.evaluation.Predictor} (LibTorch
 * network or ONNX file) and a {@link io.lynceus.trainer.data.Dataset}. Out:
 * {@link io.lynceus.trainer.evaluation.Metrics}, or {@link io.lynceus.vision.boxes.Detection}s of single pictures.
 */
package io.lynceus.trainer.evaluation;
