package io.lynceus.vision.pixels;

import java.util.ArrayDeque;

/**
 * The scalers of one decoder's frames, lent out so that several threads can scale frames at once without making
 * contexts anew.
 */
public final class Scalers implements AutoCloseable {
    private final ArrayDeque<Scaler> idle = new ArrayDeque<>();
    private boolean closed;

    /**
     * A scaler for the caller alone, until it is given back. The last given back comes first: its geometry is the
     * likeliest to fit.
     */
    synchronized Scaler take() {
        Scaler scaler = idle.pollLast();
        return scaler == null ? new Scaler() : scaler;
    }

    synchronized void giveBack(Scaler scaler) {
        if (closed) {
            scaler.close();
        } else {
            idle.addLast(scaler);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        idle.forEach(Scaler::close);
        idle.clear();
    }
}
