package io.lynceus.vision.engine.tensorrt;

import io.lynceus.vision.RunError;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorrt.global.nvinfer.DataType;
import org.bytedeco.tensorrt.global.nvinfer.ElementWiseOperation;
import org.bytedeco.tensorrt.nvinfer.Dims4;
import org.bytedeco.tensorrt.nvinfer.Dims64;
import org.bytedeco.tensorrt.nvinfer.ILayer;
import org.bytedeco.tensorrt.nvinfer.INetworkDefinition;
import org.bytedeco.tensorrt.nvinfer.ITensor;
import org.bytedeco.tensorrt.nvinfer.Weights;
import org.jspecify.annotations.Nullable;

/**
 * The network's input as it is to be fed: an input of bytes takes the place of the model's own, followed by a
 * division that makes of 255 the white that the model was trained on. Holds the constant's memory until the plan is
 * built.
 */
final class PictureInput implements AutoCloseable {
    private final String name;
    private final int fixedBatch;
    private final FloatPointer divisor;

    private PictureInput(String name, int fixedBatch, int white) {
        this.name = name;
        this.divisor = new FloatPointer(1).put(255f / white);
        this.fixedBatch = fixedBatch;
    }

    String name() {
        return name;
    }

    /** Pictures in each run that the model asks for; 0 when it takes any number. */
    int fixedBatch() {
        return fixedBatch;
    }

    static PictureInput of(INetworkDefinition network, ITensor original, PlanRequest request) {
        int fixedBatch;
        try (Dims64 dimensions = original.getDimensions()) {
            fixedBatch = (int) Math.max(0, dimensions.d(0));
        }
        if (Answers.is(DataType.kUINT8, original.getType())) {
            return new PictureInput(original.getName(), fixedBatch, request.white());
        }
        PictureInput input = new PictureInput(original.getName() + ".bytes", fixedBatch, request.white());
        try {
            input.put(network, original, request);
            return input;
        } catch (RuntimeException e) {
            input.close();
            throw e;
        }
    }

    private void put(INetworkDefinition network, ITensor original, PlanRequest request) {
        int layers = network.getNbLayers();
        try (Dims64 found = original.getDimensions();
                Dims64 dimensions = new Dims4(found.d(0), 3, request.height(), request.width());
                Dims64 one = new Dims4(1, 1, 1, 1);
                Weights constant = new Weights()) {
            ITensor bytes = some(network.addInput(name, DataType.kUINT8, dimensions), "an input of bytes");
            ITensor floats = output(network.addCast(bytes, DataType.kFLOAT), "a cast from bytes");
            constant.type(DataType.kFLOAT).values(divisor).count(1);
            ITensor by = output(network.addConstant(one, constant), "a constant");
            ITensor scaled =
                    output(network.addElementWise(floats, by, ElementWiseOperation.kDIV), "a division of pictures");
            if (!Answers.is(DataType.kFLOAT, original.getType())) {
                scaled = output(network.addCast(scaled, original.getType()), "a cast to the model's type");
            }
            int connected = 0;
            for (int i = 0; i < layers; i++) {
                connected += connect(network.getLayer(i), original.getName(), scaled);
            }
            if (connected == 0) {
                throw new RunError("no layer of the network takes its input " + original.getName());
            }
            network.removeTensor(original);
        }
    }

    /** How many inputs of the layer it was. */
    private static int connect(ILayer layer, String from, ITensor to) {
        int connected = 0;
        for (int i = 0; i < layer.getNbInputs(); i++) {
            ITensor tensor = layer.getInput(i);
            if (tensor != null && from.equals(tensor.getName())) {
                layer.setInput(i, to);
                connected++;
            }
        }
        return connected;
    }

    private static ITensor output(@Nullable ILayer layer, String what) {
        return some(some(layer, what).getOutput(0), what);
    }

    private static <T extends Pointer> T some(@Nullable T made, String what) {
        if (made == null || Native.isNull(made)) {
            throw new RunError("TensorRT takes no such thing as " + what + TensorRtLog.lastError());
        }
        return made;
    }

    @Override
    public void close() {
        divisor.close();
    }
}
