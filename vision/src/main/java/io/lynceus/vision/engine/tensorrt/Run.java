package io.lynceus.vision.engine.tensorrt;

import static org.bytedeco.cuda.global.cudart.cudaSetDevice;
import static org.bytedeco.cuda.global.cudart.cudaStreamSynchronize;

import io.lynceus.vision.RunError;
import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.Pixels;
import io.lynceus.vision.pixels.YuvOnCard;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorrt.nvinfer.IExecutionContext;

/**
 * One of the runs of a plan that go on side by side: pinned memory for a batch, memory on the card, a stream. The first
 * run of a size records copy in, network and copy out; each later one is a single launch. The sizes share the memory
 * for what is in between, because one run goes on at a time. Any thread.
 */
final class Run implements AutoCloseable {
    private final int device;
    private final Plan.Tensors tensors;
    private final Supplier<IExecutionContext> contexts;
    private final long between;
    private final Deque<Runnable> releases = new ArrayDeque<>();
    private final CUstream_st stream;
    private final BytePointer input;
    private final BytePointer output;
    private final Pointer cardInput;
    private final Pointer cardOutput;
    private final Pointer cardBetween;
    private final Places places;
    private final Map<Integer, Recording> recordings = new HashMap<>();

    /**
     * @param pixels that the network wants
     * @param contexts makes one more, without memory of its own
     * @param between bytes on the card that a context wants for what is between input and output
     */
    Run(int device, Plan.Tensors tensors, Pixels pixels, Supplier<IExecutionContext> contexts, long between) {
        this.device = device;
        this.tensors = tensors;
        this.contexts = contexts;
        // A network may need none, but an address there must be.
        this.between = Math.max(1, between);
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
            cardBetween = owned(Cuda.memory(this.between), Cuda::free);
            places = new Places(
                    tensors.batch(),
                    owned(new InputOnCard(tensors, pixels, cardInput, input, stream), InputOnCard::close));
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

    /** A picture is written to a place of {@link #input} from now on. */
    void fromHost(int place) {
        places.fromHost(place);
    }

    /**
     * Brings a picture from where it lies on the card to its place, or begins to: the next run waits for it.
     *
     * @throws RunError with CUDA's words
     */
    Letterbox fromCard(int place, YuvOnCard picture) {
        Cuda.use(device);
        Letterbox box = Letterbox.of(picture.width(), picture.height(), tensors.width(), tensors.height());
        places.fromCard(place, picture, box);
        return box;
    }

    /**
     * Blocks until the results of the first pictures are there.
     *
     * @throws RunError with CUDA's or TensorRT's words
     */
    void run(int pictures) {
        Cuda.use(device);
        Recording recording = recording(pictures);
        if (places.allFromHost(pictures)) {
            recording.launch();
        } else {
            places.bring(pictures);
            recording.launchRest();
        }
        finish();
    }

    /** The copies of a run alone. */
    void copy(int pictures) {
        Cuda.use(device);
        Recording.Copies copies = copies(pictures);
        copies.in();
        copies.out();
        finish();
    }

    /** The network alone, so many times on end, on what is on the card. */
    void compute(int pictures, int times) {
        Cuda.use(device);
        Recording recording = recording(pictures);
        for (int i = 0; i < times; i++) {
            recording.enqueue();
        }
        finish();
    }

    private void finish() {
        Cuda.check(cudaStreamSynchronize(stream), "finish a run");
    }

    private Recording recording(int pictures) {
        return recordings.computeIfAbsent(
                pictures, size -> new Recording(context(), tensors, size, stream, copies(size)));
    }

    private IExecutionContext context() {
        IExecutionContext context = contexts.get();
        context.setDeviceMemoryV2(cardBetween, between);
        if (!context.setTensorAddress(tensors.input(), cardInput)
                || !context.setTensorAddress(tensors.output(), cardOutput)) {
            context.close();
            throw new RunError("TensorRT does not take the memory of a run" + TensorRtLog.lastError());
        }
        return context;
    }

    private Recording.Copies copies(int pictures) {
        return new Recording.Copies() {
            @Override
            public void in() {
                Cuda.toCard(cardInput, input, (long) pictures * tensors.inputBytes(), stream);
            }

            @Override
            public void out() {
                Cuda.fromCard(output, cardOutput, (long) pictures * tensors.outputBytes(), stream);
            }
        };
    }

    /** Waits for what is under way, then frees graphs, contexts, memory and stream; the second time does nothing. */
    @Override
    public void close() {
        if (releases.isEmpty()) {
            return;
        }
        cudaSetDevice(device);
        cudaStreamSynchronize(stream);
        recordings.values().forEach(Recording::close);
        recordings.clear();
        release();
    }
}
