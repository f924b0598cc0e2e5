package io.lynceus.vision.engine.tensorrt;

import static org.bytedeco.tensorrt.global.nvinfer.createInferBuilder;
import static org.bytedeco.tensorrt.global.nvonnxparser.createParser;

import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import io.lynceus.vision.model.ModelFile;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.tensorrt.global.nvinfer.DataType;
import org.bytedeco.tensorrt.global.nvinfer.MemoryPoolType;
import org.bytedeco.tensorrt.global.nvinfer.NetworkDefinitionCreationFlag;
import org.bytedeco.tensorrt.global.nvinfer.OptProfileSelector;
import org.bytedeco.tensorrt.nvinfer.Dims4;
import org.bytedeco.tensorrt.nvinfer.Dims64;
import org.bytedeco.tensorrt.nvinfer.IBuilder;
import org.bytedeco.tensorrt.nvinfer.IBuilderConfig;
import org.bytedeco.tensorrt.nvinfer.IHostMemory;
import org.bytedeco.tensorrt.nvinfer.INetworkDefinition;
import org.bytedeco.tensorrt.nvinfer.IOptimizationProfile;
import org.bytedeco.tensorrt.nvinfer.ITensor;
import org.bytedeco.tensorrt.nvonnxparser.IParser;
import org.bytedeco.tensorrt.nvonnxparser.IParserError;

/**
 * Makes a plan of an ONNX model: TensorRT tries its kernels on the card in hand and keeps the fastest, which takes from
 * seconds to minutes. The precision is the model's own (strongly typed): float16 where it was exported so, INT8 where
 * it carries Q and DQ nodes.
 *
 * <p>The parser holds a copy of the model that the presets cannot free, and nobody can tell the builder to stop: build
 * in a process that is for nothing else.
 */
final class PlanBuilder {
    private static final long MEBIBYTE = 1 << 20;
    /** What fits into an array beside the key. */
    private static final int LARGEST = Integer.MAX_VALUE - (1 << 20);

    private PlanBuilder() {}

    /**
     * Blocks until the plan is there; keeps the card and a core busy. Any thread.
     *
     * @param file whose values may lie in data files beside it
     * @param read the output that the plan gives, as float32
     * @param timings what earlier builds measured on this card, and afterwards this one; the caller closes them after
     *     this
     * @return the plan's bytes, which only this card and these libraries can run
     * @throws UserError when TensorRT cannot parse the model: one line that names the node
     * @throws RunError when the card or its memory is not up to it
     */
    static byte[] build(ModelFile file, String read, PlanRequest request, Timings timings) {
        String name = file.name();
        // What is said from here on is about this build.
        TensorRtLog.lastError();
        IBuilder made = createInferBuilder(TensorRtLog.INSTANCE);
        if (Native.isNull(made)) {
            // It has looked for its kernels.
            throw new RunError(BuilderErrors.line(name, TensorRtLog.lastError()));
        }
        try (IBuilder builder = Native.own(made, "builder");
                INetworkDefinition network = Native.own(
                        builder.createNetworkV2(1 << NetworkDefinitionCreationFlag.kSTRONGLY_TYPED.value), "network");
                IBuilderConfig config = Native.own(builder.createBuilderConfig(), "builder's settings")) {
            parse(network, file);
            keepOneOutput(network, read);
            ITensor input = onlyInput(network, name);
            try (PictureInput pictures = PictureInput.of(network, input, request)) {
                // The profile belongs to the builder.
                if (config.addOptimizationProfile(profile(builder, pictures, request)) < 0) {
                    throw new RunError("TensorRT takes no pictures of " + request.width() + "x" + request.height()
                            + " for the model " + name + TensorRtLog.lastError());
                }
                config.setMemoryPoolLimit(MemoryPoolType.kWORKSPACE, request.workspaceMebibytes() * MEBIBYTE);
                timings.giveTo(config);
                IHostMemory built = builder.buildSerializedNetwork(network, config);
                if (Native.isNull(built)) {
                    throw new RunError(BuilderErrors.line(name, TensorRtLog.lastError()));
                }
                try (IHostMemory plan = Native.own(built, "plan")) {
                    timings.takeFrom(config);
                    return bytes(plan);
                }
            }
        }
    }

    static byte[] bytes(IHostMemory memory) {
        if (memory.size() > LARGEST) {
            throw new RunError("TensorRT's plan has " + memory.size() + " bytes, more than can be kept");
        }
        byte[] bytes = new byte[(int) memory.size()];
        new BytePointer(memory.data()).capacity(bytes.length).get(bytes);
        return bytes;
    }

    private static void parse(INetworkDefinition network, ModelFile file) {
        IParser parser = createParser(network, TensorRtLog.INSTANCE);
        if (Native.isNull(parser)) {
            throw new RunError("TensorRT gave no parser" + TensorRtLog.lastError());
        }
        try (BytePointer bytes = new BytePointer(file.bytes())) {
            // The path is where the parser looks for the data files.
            boolean parsed = file.path() == null
                    ? parser.parse(bytes, file.bytes().length)
                    : parser.parse(
                            bytes,
                            file.bytes().length,
                            file.path().toAbsolutePath().toString());
            if (!parsed) {
                throw new UserError("TensorRT cannot take the model " + file.name() + ": " + errors(parser));
            }
        }
    }

    private static String errors(IParser parser) {
        List<String> errors = new ArrayList<>();
        for (int i = 0; i < parser.getNbErrors(); i++) {
            IParserError error = parser.getError(i);
            errors.add(ParserErrors.line(error.node(), error.nodeName(), error.nodeOperator(), error.desc()));
        }
        return errors.isEmpty() ? "no reason given" : String.join("; ", errors);
    }

    /** A run needs memory for every output, and one is read: what only the others need is not computed. */
    private static void keepOneOutput(INetworkDefinition network, String read) {
        List<ITensor> outputs = new ArrayList<>();
        for (int i = 0; i < network.getNbOutputs(); i++) {
            outputs.add(network.getOutput(i));
        }
        for (ITensor output : outputs) {
            if (!output.getName().equals(read)) {
                network.unmarkOutput(output);
            } else if (!Answers.is(DataType.kFLOAT, output.getType())) {
                network.unmarkOutput(output);
                network.markOutput(network.addCast(output, DataType.kFLOAT).getOutput(0));
            }
        }
    }

    private static ITensor onlyInput(INetworkDefinition network, String name) {
        if (network.getNbInputs() != 1 || network.getInput(0).getDimensions().nbDims() != 4) {
            throw new UserError("the model " + name + " has another layout: " + network.getNbInputs()
                    + " inputs; wanted: one input [N, 3, H, W]");
        }
        return network.getInput(0);
    }

    private static IOptimizationProfile profile(IBuilder builder, PictureInput input, PlanRequest request) {
        IOptimizationProfile profile = builder.createOptimizationProfile();
        int fixed = input.fixedBatch();
        dimensions(profile, input.name(), OptProfileSelector.kMIN, fixed > 0 ? fixed : 1, request);
        dimensions(profile, input.name(), OptProfileSelector.kOPT, fixed > 0 ? fixed : request.usualBatch(), request);
        dimensions(profile, input.name(), OptProfileSelector.kMAX, fixed > 0 ? fixed : request.largestBatch(), request);
        return profile;
    }

    private static void dimensions(
            IOptimizationProfile profile, String input, OptProfileSelector which, int batch, PlanRequest request) {
        try (Dims64 dimensions = new Dims4(batch, 3, request.height(), request.width())) {
            if (!profile.setDimensions(input, which, dimensions)) {
                throw new RunError("TensorRT takes no pictures of " + request.width() + "x" + request.height()
                        + " in batches of " + batch + TensorRtLog.lastError());
            }
        }
    }
}
