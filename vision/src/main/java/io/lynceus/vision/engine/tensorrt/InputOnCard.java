package io.lynceus.vision.engine.tensorrt;

import static org.bytedeco.cuda.global.cudart.cudaEventDestroy;
import static org.bytedeco.cuda.global.cudart.cudaEventSynchronize;

import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.Pixels;
import io.lynceus.vision.pixels.YuvOnCard;
import org.bytedeco.cuda.cudart.CUevent_st;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * A network's input of bytes in the card's memory, picture by picture. Owns a mark for each place that a picture came
 * to from the card itself; neither the memory nor the stream.
 */
final class InputOnCard implements Places.Work, AutoCloseable {
    private final Pointer card;
    private final BytePointer host;
    private final CUstream_st stream;
    private final long picture;
    private final long plane;
    private final Pixels pixels;
    private final @Nullable CUevent_st[] marks;

    /**
     * @param card of so many pictures
     * @param host of as many, pinned
     * @param stream of the run
     */
    InputOnCard(Plan.Tensors tensors, Pixels pixels, Pointer card, BytePointer host, CUstream_st stream) {
        this.card = card;
        this.host = host;
        this.stream = stream;
        this.picture = tensors.inputBytes();
        this.plane = (long) tensors.width() * tensors.height();
        this.pixels = pixels;
        this.marks = new @Nullable CUevent_st[tensors.batch()];
    }

    /** Address of R (0), G (1) or B (2) of a place, as {@link Pixels#plane} orders them. */
    static long plane(long input, long picture, long plane, Pixels pixels, int place, int channel) {
        return input + place * picture + pixels.plane(channel) * plane;
    }

    private long plane(int place, int channel) {
        return plane(card.address(), picture, plane, pixels, place, channel);
    }

    @Override
    public void letterbox(int place, YuvOnCard there, Letterbox box) {
        CardPictures pictures = CardPictures.here().pictures();
        if (pictures == null) {
            throw new IllegalStateException("a picture on a card that nothing can work on");
        }
        CUevent_st mark = marks[place];
        if (mark == null) {
            mark = Cuda.event();
            marks[place] = mark;
        }
        pictures.letterbox(there, box, plane(place, 0), plane(place, 1), plane(place, 2));
        Cuda.mark(mark, Cuda.streamAt(there.home().stream()));
    }

    @Override
    public void await(int place) {
        CUevent_st mark = marks[place];
        if (mark == null) {
            throw new IllegalStateException("no picture came to place " + place);
        }
        Cuda.await(mark, stream);
    }

    @Override
    public void copy(int place) {
        long from = place * picture;
        Cuda.toCard(card.getPointer(from), host.getPointer(from), picture, stream);
    }

    /** Waits for pictures that are still on their way, so that the memory can be freed. */
    @Override
    public void close() {
        for (int place = 0; place < marks.length; place++) {
            CUevent_st mark = marks[place];
            if (mark != null) {
                cudaEventSynchronize(mark);
                cudaEventDestroy(mark);
                marks[place] = null;
            }
        }
    }
}
