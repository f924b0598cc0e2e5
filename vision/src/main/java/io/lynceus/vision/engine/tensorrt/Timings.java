package io.lynceus.vision.engine.tensorrt;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.tensorrt.nvinfer.IBuilderConfig;
import org.bytedeco.tensorrt.nvinfer.IHostMemory;
import org.bytedeco.tensorrt.nvinfer.ITimingCache;
import org.jspecify.annotations.Nullable;

/**
 * What builds measured on a card (TensorRT's timing cache): the next build of a like model is quicker. For one build;
 * close it after the builder. Not safe for several threads.
 */
final class Timings implements AutoCloseable {
    private byte[] bytes;
    private @Nullable ITimingCache cache;

    /** @param bytes of an earlier build, or none; those of another card or version are not used */
    Timings(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    byte[] bytes() {
        return bytes.clone();
    }

    void giveTo(IBuilderConfig config) {
        if (!attach(config, bytes.length)) {
            // Why is of no interest, and must not be taken for the reason of what fails later.
            TensorRtLog.lastError();
            attach(config, 0);
        }
    }

    private boolean attach(IBuilderConfig config, int length) {
        try (BytePointer known = new BytePointer(Math.max(1, length))) {
            known.put(bytes, 0, length);
            ITimingCache made = config.createTimingCache(known, length);
            if (Native.isNull(made)) {
                return false;
            }
            close();
            cache = Native.own(made, "timings");
            return config.setTimingCache(made, false);
        }
    }

    void takeFrom(IBuilderConfig config) {
        ITimingCache full = config.getTimingCache();
        if (Native.isNull(full)) {
            return;
        }
        IHostMemory made = full.serialize();
        if (Native.isNull(made)) {
            return;
        }
        try (IHostMemory serialized = Native.own(made, "timings")) {
            bytes = PlanBuilder.bytes(serialized);
        }
    }

    @Override
    public void close() {
        if (cache != null) {
            cache.close();
            cache = null;
        }
    }
}
