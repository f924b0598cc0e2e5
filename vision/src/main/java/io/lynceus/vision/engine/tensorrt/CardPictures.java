package io.lynceus.vision.engine.tensorrt;

import io.lynceus.vision.RunError;
import io.lynceus.vision.engine.MissingLibrary;
import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.YuvOnCard;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.jspecify.annotations.Nullable;

/**
 * Work on pictures where a decoder left them, in the memory of the first NVIDIA card. Lives as long as the process,
 * with its streams and memory. Any thread.
 */
public final class CardPictures {
    /** Decoders share them: enough that none waits long for another's work. */
    private static final int STREAMS = 16;

    private final LetterboxKernel kernel;
    private final long context;
    private final List<CUstream_st> streams = new ArrayList<>();
    private final AtomicInteger taken = new AtomicInteger();
    private final ArrayDeque<FetchedPlanes> idle = new ArrayDeque<>();

    /**
     * Exactly one of the two is set.
     *
     * @param reason why there is no such work here, without an end, for people
     */
    public record Found(
            @Nullable CardPictures pictures, @Nullable String reason) {}

    private static final class Here {
        static final Found FOUND = find();
    }

    /** Looked for once in the life of the process; the first call compiles a kernel, some tenths of a second. */
    public static Found here() {
        return Here.FOUND;
    }

    private static Found find() {
        Gpu gpu = Gpu.withCuda();
        if (gpu.card() == null) {
            return new Found(null, gpu.reason());
        }
        try {
            Nvrtc.load();
            return new Found(new CardPictures(), null);
        } catch (RunError e) {
            return new Found(null, e.getMessage());
        } catch (LinkageError | RuntimeException e) {
            return new Found(null, MissingLibrary.words(e));
        }
    }

    private CardPictures() {
        kernel = new LetterboxKernel(NvidiaLibraries.DEVICE);
        context = Cuda.context();
        for (int i = 0; i < STREAMS; i++) {
            streams.add(Cuda.urgentStream());
        }
    }

    /**
     * Handle (CUstream) of a stream of the card's primary context for one more decoder. Its work is let through before
     * a network's and waits for no other stream's, unlike that of the stream that FFmpeg takes by itself.
     */
    public long stream() {
        return streams.get(Math.floorMod(taken.getAndIncrement(), STREAMS)).address();
    }

    /** Whether a picture lies in the context that networks work in, the card's primary one. */
    public boolean takes(YuvOnCard picture) {
        return picture.home().context() == context;
    }

    /**
     * Puts a picture into a network's input, on the picture's stream; the calling thread works with the card.
     *
     * @param red address on the card of a plane of the box's width and height, as green and blue
     */
    void letterbox(YuvOnCard picture, Letterbox box, long red, long green, long blue) {
        kernel.launch(picture, box, red, green, blue, Cuda.streamAt(picture.home().stream()));
    }

    /**
     * Scales a picture and brings the result to host memory; blocks until it is there.
     *
     * @param picture one that it {@link #takes}
     * @param planes gets G, B and R, one after the other, rows without padding, from 0; valid while it runs
     * @throws RunError with CUDA's words
     */
    public void scaled(YuvOnCard picture, int width, int height, Consumer<ByteBuffer> planes) {
        Cuda.use(NvidiaLibraries.DEVICE);
        Letterbox whole = Letterbox.around(picture.width(), picture.height(), width, height, width, height);
        FetchedPlanes memory = take();
        try {
            planes.accept(memory.of(this, picture, whole));
        } finally {
            giveBack(memory);
        }
    }

    private FetchedPlanes take() {
        synchronized (idle) {
            FetchedPlanes memory = idle.pollLast();
            return memory == null ? new FetchedPlanes() : memory;
        }
    }

    private void giveBack(FetchedPlanes memory) {
        synchronized (idle) {
            idle.addLast(memory);
        }
    }
}
