package io.lynceus.processor.capture;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.Pointer;

/**
 * Gets a thread out of FFmpeg's network calls, which block: FFmpeg asks about every 100 ms whether to give up. One
 * connection at a time may use it; {@link #interrupt} may be called by any thread.
 *
 * <p>One native callback serves all cameras, since JavaCPP has room for ten. It tells them apart by a number, which
 * FFmpeg takes for the address of something and never follows: so there is no native memory that could be freed while
 * FFmpeg still asks.
 */
final class Deadline implements AutoCloseable {
    private static final Map<Long, Deadline> OPEN = new ConcurrentHashMap<>();
    private static final AtomicLong NUMBERS = new AtomicLong();
    private static final AVIOInterruptCB.Callback_Pointer CALLBACK = new AVIOInterruptCB.Callback_Pointer() {
        @Override
        public int call(Pointer number) {
            Deadline deadline = OPEN.get(number.address());
            return deadline == null || deadline.over() ? 1 : 0;
        }
    };

    private final Id id = new Id(NUMBERS.incrementAndGet());
    private volatile long nanos = System.nanoTime();
    private volatile boolean interrupted;

    private static final class Id extends Pointer {
        Id(long number) {
            address = number;
        }
    }

    Deadline() {
        OPEN.put(id.address(), this);
    }

    /** Has FFmpeg ask this one. For a context that is not open yet. */
    void watch(AVFormatContext context) {
        context.interrupt_callback().callback(CALLBACK).opaque(id);
    }

    /** From now on FFmpeg has so long. */
    void within(Duration time) {
        nanos = System.nanoTime() + time.toNanos();
    }

    /** True when the time was up, as against an error of the network. */
    boolean passed() {
        return System.nanoTime() - nanos >= 0;
    }

    /** FFmpeg has so long to say goodbye, also after an {@link #interrupt}. */
    void farewell(Duration time) {
        interrupted = false;
        within(time);
    }

    /** Ends what FFmpeg is at. */
    void interrupt() {
        interrupted = true;
    }

    private boolean over() {
        return interrupted || passed();
    }

    /** After the last context that it watches was closed. */
    @Override
    public void close() {
        OPEN.remove(id.address());
    }
}
