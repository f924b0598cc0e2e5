package io.lynceus.vision.engine.tensorrt;

import org.bytedeco.tensorrt.nvinfer.ILogger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What TensorRT has to say, to SLF4J. TensorRT calls it from any of its threads and for as long as the process lives:
 * there is one, which is never freed, and it throws nothing.
 */
final class TensorRtLog extends ILogger {
    static final TensorRtLog INSTANCE = new TensorRtLog();

    private static final Logger LOG = LoggerFactory.getLogger(TensorRtLog.class);
    private static final ThreadLocal<@Nullable String> LAST_ERROR = new ThreadLocal<>();
    private static volatile @Nullable String lastErrorAnywhere;

    private TensorRtLog() {
        // No PointerScope of whoever comes first frees it.
        retainReference();
    }

    /**
     * The first error since the last call that this thread heard, else any thread, as the end of a sentence: ": TEXT"
     * or nothing. Forgets it.
     */
    static String lastError() {
        String mine = LAST_ERROR.get();
        String text = mine != null ? mine : lastErrorAnywhere;
        LAST_ERROR.remove();
        lastErrorAnywhere = null;
        return text == null ? "" : ": " + text;
    }

    @Override
    public void log(Severity severity, String message) {
        try {
            switch (severity.intern()) {
                case kINTERNAL_ERROR, kERROR -> {
                    if (LAST_ERROR.get() == null) {
                        LAST_ERROR.set(message);
                    }
                    if (lastErrorAnywhere == null) {
                        lastErrorAnywhere = message;
                    }
                    LOG.debug("{}", message);
                }
                case kWARNING -> LOG.info("{}", message);
                case kINFO -> LOG.debug("{}", message);
                case kVERBOSE -> LOG.trace("{}", message);
            }
        } catch (RuntimeException | Error e) {
            // Nothing may be thrown into TensorRT.
        }
    }
}
