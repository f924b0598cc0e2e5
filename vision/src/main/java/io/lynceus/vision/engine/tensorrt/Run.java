package io.lynceus.vision.engine.tensorrt;

import static org.bytedeco.cuda.global.cudart.*;

import io.lynceus.vision.RunError;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Consumer;
import org.bytedeco.cuda.cudart.CUgraphExec_st;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorrt.nvinfer.Dims4;
import org.bytedeco.tensorrt.nvinfer.Dims64;
import org.bytedeco.tensorrt.nvinfer.IExecutionContext;
import org.jspecify.annotations.Nullable;

/**
 * One of the runs of a plan that go on side by side: pinned memory for a batch, memory on the card, a stream. The first
 * run of a size records copy in, network and copy out as one CUDA graph; each later one is a single launch. One run at
 * a time, any thread.
 */
final class Run implements AutoCloseable {
    private final int device;
    private final Plan.Tensors tensors;
    private final Deque<Runnable> releases = new ArrayDeque<>();
    private final IExecutionContext context;
    private final CUstream_st stream;
    private final BytePointer input;
    private final BytePointer output;
    private final Pointer cardInput;
    private final Pointer cardOutput;
    private final @Nullable CUgraphExec_st[] graphs;

    /** Takes the context over, also when there is no memory for the rest. */
    Run(int device, IExecutionContext context, Plan.Tensors tensors) {
        this.device = device;
        this.tensors = tensors;
        this.graphs = new CUgraphExec_st[tensors.batch() + 1];
        this.context = owned(context, IExecutionContext::close);
        long in = (long) tensors.batch() * tensors.inputBytes();
        long out = (long) tensors.batch() * tensors.outputBytes();
        try {
            if (Math.max(in, out) > Integer.MAX_VALUE) {
                throw new RunError("a batch of " + tensors.batch() + " pictures of " + tensors.width() + "x"
                        + tensors.height() + " takes more than 2 GiB: fewer threads make smaller batches");
            }
            stream = owned(Cuda.stream(), cudart::cudaStreamDestroy);
            input = owned(Cuda.pinned(in), Cuda::freePinned);
            output = owned(Cuda.pinned(out), Cuda::freePinned);
            cardInput = owned(Cuda.memory(in), Cuda::free);
            cardOutput = owned(Cuda.memory(out), Cuda::free);
            if (!context.setTensorAddress(tensors.input(), cardInput)
                    || !context.setTensorAddress(tensors.output(), cardOutput)) {
                throw new RunError("TensorRT does not take the memory of a run" + TensorRtLog.lastError());
            }
        } catch (RuntimeException e) {
            release();
            throw e;
        }
    }

    private <T> T owned(T object, Consumer<? super T> free) {
        releases.push(() -> free.accept(object));
        return object;
    }

    private void release() {
        while (!releases.isEmpty()) {
            releases.pop().run();
        }
    }

    /** Where the pictures go, one after the other. */
    ByteBuffer input() {
        return input.asByteBuffer().order(ByteOrder.nativeOrder());
    }

    /** Where the results are, float32 [batch, rows, anchors]; valid until the next run. */
    ByteBuffer output() {
        return output.asByteBuffer().order(ByteOrder.nativeOrder());
    }

    /**
     * Blocks until the results of the first pictures are there.
     *
     * @throws RunError with CUDA's or TensorRT's words
     */
    void run(int pictures) {
        Cuda.use(device);
        CUgraphExec_st graph = graphs[pictures];
        if (graph == null) {
            graph = record(pictures);
            graphs[pictures] = graph;
        }
        Cuda.check(cudaGraphLaunch(graph, stream), "start a run");
        Cuda.check(cudaStreamSynchronize(stream), "finish a run");
    }

    private CUgraphExec_st record(int pictures) {
        shape(pictures);
        // TensorRT sets things up in the first run of a size, which cannot be recorded.
        enqueueAll(pictures);
        Cuda.check(cudaStreamSynchronize(stream), "finish a run");
        return Cuda.record(stream, () -> enqueueAll(pictures));
    }

    private void enqueueAll(int pictures) {
        copyIn(pictures);
        enqueue();
        copyOut(pictures);
    }

    private void shape(int pictures) {
        try (Dims64 shape = new Dims4(pictures, 3, tensors.height(), tensors.width())) {
            if (!context.setInputShape(tensors.input(), shape)) {
                throw new RunError("TensorRT takes no batch of " + pictures + TensorRtLog.lastError());
            }
        }
    }

    private void copyIn(int pictures) {
        Cuda.toCard(cardInput, input, (long) pictures * tensors.inputBytes(), stream);
    }

    private void copyOut(int pictures) {
        Cuda.fromCard(output, cardOutput, (long) pictures * tensors.outputBytes(), stream);
    }

    private void enqueue() {
        if (!context.enqueueV3(stream)) {
            throw new RunError("TensorRT cannot run the network" + TensorRtLog.lastError());
        }
    }

    /** Waits for what is under way, then frees graphs, memory, stream and context; the second time does nothing. */
    @Override
    public void close() {
        if (releases.isEmpty()) {
            return;
        }
        cudaSetDevice(device);
        cudaStreamSynchronize(stream);
        for (CUgraphExec_st graph : graphs) {
            if (graph != null) {
                cudaGraphExecDestroy(graph);
            }
        }
        Arrays.fill(graphs, null);
        release();
    }
}
