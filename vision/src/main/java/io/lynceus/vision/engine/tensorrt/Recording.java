package io.lynceus.vision.engine.tensorrt;

import static org.bytedeco.cuda.global.cudart.cudaGraphExecDestroy;
import static org.bytedeco.cuda.global.cudart.cudaGraphLaunch;
import static org.bytedeco.cuda.global.cudart.cudaStreamSynchronize;

import io.lynceus.vision.RunError;
import org.bytedeco.cuda.cudart.CUgraphExec_st;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.tensorrt.nvinfer.Dims4;
import org.bytedeco.tensorrt.nvinfer.Dims64;
import org.bytedeco.tensorrt.nvinfer.IExecutionContext;
import org.jspecify.annotations.Nullable;

/**
 * A batch of one size as one launch: a CUDA graph and the context that it was recorded from. A graph has the state of
 * its context in it, so that a context of which there is a graph gets no other shape: each size has a context of its
 * own. One thread at a time.
 */
final class Recording implements AutoCloseable {
    private final IExecutionContext context;
    private final CUstream_st stream;
    private final Copies copies;
    private @Nullable CUgraphExec_st graph;
    private @Nullable CUgraphExec_st graphOfRest;

    /** What a run puts on a stream around the network. */
    interface Copies {
        void in();

        void out();
    }

    /** Takes the context over, which has its addresses and memory; also when it fails. */
    Recording(IExecutionContext context, Plan.Tensors tensors, int pictures, CUstream_st stream, Copies copies) {
        this.context = context;
        this.stream = stream;
        this.copies = copies;
        try {
            shape(tensors, pictures);
            // TensorRT sets things up in the first run of a shape, which cannot be recorded. Nothing is copied in: the
            // card may have pictures in their places already.
            enqueue();
            Cuda.check(cudaStreamSynchronize(stream), "finish a run");
            graph = Cuda.record(stream, () -> {
                copies.in();
                rest();
            });
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    private void shape(Plan.Tensors tensors, int pictures) {
        try (Dims64 shape = new Dims4(pictures, 3, tensors.height(), tensors.width())) {
            if (!context.setInputShape(tensors.input(), shape)) {
                throw new RunError("TensorRT takes no batch of " + pictures + TensorRtLog.lastError());
            }
        }
    }

    private void rest() {
        enqueue();
        copies.out();
    }

    /** The network alone. */
    void enqueue() {
        if (!context.enqueueV3(stream)) {
            throw new RunError("TensorRT cannot run the network" + TensorRtLog.lastError());
        }
    }

    /** All of it. */
    void launch() {
        Cuda.check(cudaGraphLaunch(graph, stream), "start a run");
    }

    /** The network and the copies from it: the pictures are on the card, or the stream brings them there. */
    void launchRest() {
        if (graphOfRest == null) {
            graphOfRest = Cuda.record(stream, this::rest);
        }
        Cuda.check(cudaGraphLaunch(graphOfRest, stream), "start a run");
    }

    /** Nothing of it may be under way. */
    @Override
    public void close() {
        if (graph != null) {
            cudaGraphExecDestroy(graph);
            graph = null;
            if (graphOfRest != null) {
                cudaGraphExecDestroy(graphOfRest);
                graphOfRest = null;
            }
            context.close();
        }
    }
}
