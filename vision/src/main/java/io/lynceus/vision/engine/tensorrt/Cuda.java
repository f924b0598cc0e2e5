package io.lynceus.vision.engine.tensorrt;

import static org.bytedeco.cuda.global.cudart.*;

import io.lynceus.vision.RunError;
import org.bytedeco.cuda.cudart.CUctx_st;
import org.bytedeco.cuda.cudart.CUevent_st;
import org.bytedeco.cuda.cudart.CUgraphExec_st;
import org.bytedeco.cuda.cudart.CUgraph_st;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** CUDA's calls, with what they return made into errors that say what was attempted and what CUDA said. */
final class Cuda {
    private Cuda() {}

    /** @throws RunError when the code is not success */
    static void check(int code, String attempt) {
        if (code != cudaSuccess) {
            // The error stays with the thread and would be found by the next call.
            cudaGetLastError();
            throw new RunError("CUDA cannot " + attempt + ": " + text(code));
        }
    }

    static String text(int code) {
        return cudaGetErrorString(code).getString() + " (error " + code + ")";
    }

    /** The calling thread works with this card from now on. */
    static void use(int device) {
        check(cudaSetDevice(device), "use card " + device);
    }

    /** Handle of the context that the calling thread works in, which is the card's own after {@link #use}. */
    static long context() {
        CUctx_st context = new CUctx_st();
        checkDriver(cuCtxGetCurrent(context), "tell its context");
        return context.address();
    }

    /** As {@link #check} for what the driver's own calls return. */
    static void checkDriver(int code, String attempt) {
        if (code != 0) {
            BytePointer text = new BytePointer();
            String said = cuGetErrorString(code, text) == 0 && !text.isNull() ? text.getString() : "error";
            throw new RunError("CUDA cannot " + attempt + ": " + said + " (error " + code + ")");
        }
    }

    /** Memory on the card; {@link #free} it. */
    static Pointer memory(long bytes) {
        Pointer memory = new Pointer();
        check(cudaMalloc(memory, bytes), "reserve " + bytes + " bytes on the card");
        return memory;
    }

    static void free(Pointer memory) {
        cudaFree(memory);
    }

    /**
     * Memory of the machine that stays in place, so that the card can fetch from it by itself; {@link #freePinned} it.
     */
    static BytePointer pinned(long bytes) {
        Pointer memory = new Pointer();
        check(cudaHostAlloc(memory, bytes, cudaHostAllocDefault), "reserve " + bytes + " bytes of pinned memory");
        return new BytePointer(memory).capacity(bytes);
    }

    static void freePinned(Pointer memory) {
        cudaFreeHost(memory);
    }

    /** A stream that waits for no other; {@code cudaStreamDestroy} it. */
    static CUstream_st stream() {
        CUstream_st stream = new CUstream_st();
        check(cudaStreamCreateWithFlags(stream, cudaStreamNonBlocking), "create a stream");
        return stream;
    }

    /** As {@link #stream}, whose work comes before that of all others. */
    static CUstream_st urgentStream() {
        int[] urgency = new int[1];
        check(cudaDeviceGetStreamPriorityRange(new int[1], urgency), "tell its priorities");
        CUstream_st stream = new CUstream_st();
        check(cudaStreamCreateWithPriority(stream, cudaStreamNonBlocking, urgency[0]), "create a stream");
        return stream;
    }

    /** The stream of a handle, which stays its owner's; 0 for the one that every context has. */
    static CUstream_st streamAt(long handle) {
        return new CUstream_st(new Pointer() {
            {
                this.address = handle;
            }
        });
    }

    /** A mark to be put on streams; a thread that waits for it sleeps. {@code cudaEventDestroy} it. */
    static CUevent_st event() {
        CUevent_st event = new CUevent_st();
        check(cudaEventCreateWithFlags(event, cudaEventBlockingSync | cudaEventDisableTiming), "create an event");
        return event;
    }

    /** After what is on the stream so far. */
    static void mark(CUevent_st event, CUstream_st stream) {
        check(cudaEventRecord(event, stream), "mark a stream");
    }

    /** What is put on the stream from now on comes after the latest mark; at once when there was none. */
    static void await(CUevent_st event, CUstream_st stream) {
        check(cudaStreamWaitEvent(stream, event, 0), "have a stream wait for another");
    }

    static void toCard(Pointer card, Pointer host, long bytes, CUstream_st stream) {
        check(cudaMemcpyAsync(card, host, bytes, cudaMemcpyHostToDevice, stream), "copy to the card");
    }

    static void fromCard(Pointer host, Pointer card, long bytes, CUstream_st stream) {
        check(cudaMemcpyAsync(host, card, bytes, cudaMemcpyDeviceToHost, stream), "copy from the card");
    }

    /** Records what the work puts on the stream, runs none of it, and makes one launch of it. */
    static CUgraphExec_st record(CUstream_st stream, Runnable work) {
        CUgraph_st graph = new CUgraph_st();
        // Of this thread only: another that allocates meanwhile would otherwise break the recording.
        check(cudaStreamBeginCapture(stream, cudaStreamCaptureModeThreadLocal), "record a graph");
        try {
            work.run();
        } catch (RuntimeException e) {
            // The stream must come out of it; what CUDA says of half a graph would only hide why.
            cudaStreamEndCapture(stream, graph);
            cudaGetLastError();
            if (!graph.isNull()) {
                cudaGraphDestroy(graph);
            }
            throw e;
        }
        check(cudaStreamEndCapture(stream, graph), "end a graph");
        try {
            CUgraphExec_st launch = new CUgraphExec_st();
            check(cudaGraphInstantiate(launch, graph, 0), "make a graph ready");
            return launch;
        } finally {
            cudaGraphDestroy(graph);
        }
    }
}
