package io.lynceus.vision.engine.tensorrt;

import io.lynceus.vision.RunError;
import java.lang.reflect.Method;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorrt.nvinfer.IRuntime;
import org.jspecify.annotations.Nullable;

/**
 * Ownership of what TensorRT's functions return. The presets hand such objects out without a deallocator, so
 * {@code close()} on them frees nothing; {@link #own} gives them the one that the presets have for objects made in
 * Java: C++'s {@code delete}, which finds the real destructor by the object's virtual table.
 */
final class Native {
    /**
     * An address below this is a null that TensorRT cast to a base class: it adds the base's offset without a check.
     */
    private static final long NULL_PAGE = 4096;

    private Native() {}

    /**
     * An object of TensorRT's class from which all others inherit their destructor's place, made only to be asked how
     * it is freed.
     */
    private static final class Sample extends IRuntime {
        long deleter() {
            return ((NativeDeallocator) deallocator()).deallocatorAddress();
        }
    }

    private static final class Deleter {
        static final long ADDRESS = address();
        static final Method INIT = init();

        private static long address() {
            try (Sample sample = new Sample()) {
                return sample.deleter();
            }
        }

        private static Method init() {
            try {
                Method init = Pointer.class.getDeclaredMethod("init", long.class, long.class, long.class, long.class);
                init.setAccessible(true);
                return init;
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("another JavaCPP than the one this was written for", e);
            }
        }
    }

    static boolean isNull(@Nullable Pointer object) {
        return object == null || object.address() < NULL_PAGE;
    }

    /**
     * Makes {@code close()} of the object run its C++ destructor. The object must be of a class that inherits from
     * INoCopy, as all that IBuilder, IRuntime and ICudaEngine create do.
     *
     * @param what for the message
     * @throws RunError when TensorRT returned null
     */
    static <T extends Pointer> T own(@Nullable T object, String what) {
        if (object == null || isNull(object)) {
            throw new RunError("TensorRT gave no " + what + TensorRtLog.lastError());
        }
        try {
            Deleter.INIT.invoke(object, object.address(), 1L, object.address(), Deleter.ADDRESS);
            // Held, so that no PointerScope of a caller's frees it.
            object.retainReference();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        return object;
    }
}
