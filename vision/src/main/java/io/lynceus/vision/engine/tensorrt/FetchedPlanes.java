package io.lynceus.vision.engine.tensorrt;

import static org.bytedeco.cuda.global.cudart.cudaEventSynchronize;

import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.YuvOnCard;
import java.nio.ByteBuffer;
import org.bytedeco.cuda.cudart.CUevent_st;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Memory on the card and here for one scaled picture at a time, as large as the largest so far. Lives as long as the
 * process. One thread at a time.
 */
final class FetchedPlanes {
    private final CUevent_st there = Cuda.event();
    private long size;
    private @Nullable Pointer card;
    private @Nullable BytePointer host;

    /** Planes G, B and R of the whole box, rows without padding; valid until the next call. */
    ByteBuffer of(CardPictures pictures, YuvOnCard picture, Letterbox box) {
        long plane = (long) box.width() * box.height();
        makeRoom(3 * plane);
        Pointer from = card;
        BytePointer to = host;
        if (from == null || to == null) {
            throw new IllegalStateException("no memory");
        }
        long green = from.address();
        pictures.letterbox(picture, box, green + 2 * plane, green, green + plane);
        CUstream_st stream = Cuda.streamAt(picture.home().stream());
        Cuda.fromCard(to, from, 3 * plane, stream);
        Cuda.mark(there, stream);
        // Not for the stream's end, where other decoders' work may lie.
        Cuda.check(cudaEventSynchronize(there), "scale a picture");
        return to.asByteBuffer();
    }

    private void makeRoom(long bytes) {
        if (bytes <= size) {
            return;
        }
        free();
        card = Cuda.memory(bytes);
        host = Cuda.pinned(bytes);
        size = bytes;
    }

    private void free() {
        size = 0;
        if (card != null) {
            Cuda.free(card);
            card = null;
        }
        if (host != null) {
            Cuda.freePinned(host);
            host = null;
        }
    }
}
