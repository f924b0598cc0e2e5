package io.lynceus.vision.engine.tensorrt;

import static org.bytedeco.tensorrt.global.nvinfer.createInferRuntime;

import io.lynceus.vision.RunError;
import io.lynceus.vision.pixels.Pixels;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.tensorrt.global.nvinfer.DataType;
import org.bytedeco.tensorrt.global.nvinfer.ExecutionContextAllocationStrategy;
import org.bytedeco.tensorrt.global.nvinfer.OptProfileSelector;
import org.bytedeco.tensorrt.nvinfer.Dims64;
import org.bytedeco.tensorrt.nvinfer.ICudaEngine;
import org.bytedeco.tensorrt.nvinfer.IExecutionContext;
import org.bytedeco.tensorrt.nvinfer.IRuntime;
import org.jspecify.annotations.Nullable;

/**
 * A plan on the card: the network's weights and kernels. Several threads may run it, each in a {@link Run} of its own,
 * which is closed before the plan.
 */
final class Plan implements AutoCloseable {
    private final int device;
    private final IRuntime runtime;
    private final ICudaEngine engine;
    private final Tensors tensors;

    /**
     * What goes in and what comes out.
     *
     * @param input name
     * @param output name
     * @param batch pictures in one run, at most
     * @param fixedBatch whether each run is of so many
     * @param width pixels
     * @param height pixels
     * @param inputBytes of one picture
     * @param rows of the output: 4 + classes
     * @param anchors of the output
     */
    record Tensors(
            String input,
            String output,
            int batch,
            boolean fixedBatch,
            int width,
            int height,
            int inputBytes,
            int rows,
            int anchors) {
        int outputBytes() {
            return rows * anchors * Float.BYTES;
        }
    }

    /**
     * Loads a plan onto a card.
     *
     * @param bytes of the plan, position to limit
     * @param name of the model, for messages
     * @throws PlanFile.Damaged when the plan is of another card or library
     * @throws RunError when the memory does not suffice
     */
    static Plan load(int device, ByteBuffer bytes, String name) throws PlanFile.Damaged {
        Cuda.use(device);
        // What is said from here on is about this plan.
        TensorRtLog.lastError();
        IRuntime runtime = Native.own(createInferRuntime(TensorRtLog.INSTANCE), "runtime");
        try (BytePointer plan = bytes.isDirect() ? new BytePointer(bytes) : copy(bytes)) {
            ICudaEngine engine = engine(runtime.deserializeCudaEngine(plan, bytes.remaining()), name);
            try {
                return new Plan(device, runtime, engine, tensors(engine, name));
            } catch (RuntimeException e) {
                engine.close();
                throw e;
            }
        } catch (RuntimeException | PlanFile.Damaged e) {
            runtime.close();
            throw e;
        }
    }

    private static ICudaEngine engine(@Nullable ICudaEngine made, String name) throws PlanFile.Damaged {
        if (!Native.isNull(made)) {
            return Native.own(made, "engine of the plan of " + name);
        }
        String said = TensorRtLog.lastError();
        if (BuilderErrors.ofTheCard(said)) {
            throw new RunError("TensorRT cannot load the plan of " + name + said);
        }
        throw new PlanFile.Damaged("TensorRT does not take it" + said);
    }

    private Plan(int device, IRuntime runtime, ICudaEngine engine, Tensors tensors) {
        this.device = device;
        this.runtime = runtime;
        this.engine = engine;
        this.tensors = tensors;
    }

    private static BytePointer copy(ByteBuffer bytes) {
        byte[] array = new byte[bytes.remaining()];
        bytes.duplicate().get(array);
        return new BytePointer(array);
    }

    private static Tensors tensors(ICudaEngine engine, String name) {
        String input = null;
        String output = null;
        for (int i = 0; i < engine.getNbIOTensors(); i++) {
            String tensor = engine.getIOTensorName(i);
            if (Answers.isInput(engine.getTensorIOMode(tensor))) {
                input = tensor;
            } else if (output == null || tensor.equals("output0")) {
                output = tensor;
            }
        }
        if (input == null || output == null) {
            throw new RunError("the plan of " + name + " has no input or no output");
        }
        try (Dims64 in = engine.getProfileShape(input, 0, OptProfileSelector.kMAX);
                Dims64 least = engine.getProfileShape(input, 0, OptProfileSelector.kMIN);
                Dims64 out = engine.getTensorShape(output)) {
            if (out.nbDims() != 3
                    || out.d(1) < 1
                    || out.d(2) < 1
                    || !Answers.is(DataType.kFLOAT, engine.getTensorDataType(output))) {
                throw new RunError(
                        "the plan of " + name + " has another output than float32 [N, 4 + classes, anchors]");
            }
            int height = (int) in.d(2);
            int width = (int) in.d(3);
            return new Tensors(
                    input,
                    output,
                    (int) in.d(0),
                    least.d(0) == in.d(0),
                    width,
                    height,
                    Math.multiplyExact(3 * width * height, Answers.bytes(engine.getTensorDataType(input))),
                    (int) out.d(1),
                    (int) out.d(2));
        }
    }

    Tensors tensors() {
        return tensors;
    }

    /** Memory for one batch and what it takes to run it; the caller closes it before the plan. */
    Run run(Pixels pixels) {
        Cuda.use(device);
        return new Run(device, tensors, pixels, this::context, engine.getDeviceMemorySizeV2());
    }

    private IExecutionContext context() {
        return Native.own(
                engine.createExecutionContext(ExecutionContextAllocationStrategy.kUSER_MANAGED), "room for a run");
    }

    @Override
    public void close() {
        engine.close();
        runtime.close();
    }
}
