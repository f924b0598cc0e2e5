package io.lynceus.vision.engine.tensorrt;

import java.lang.reflect.Field;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Loader;

/**
 * Libraries that JavaCPP does not load as long as this is open, and whose classes are ready all the same. The presets
 * of TensorRT have those of cuBLAS, cuDNN and NVRTC loaded first, which TensorRT does without: where one was missing,
 * its class would stay broken for the life of the process, and TensorRT's with it. Who opens one holds this class's
 * monitor, so that no other thread takes what is left out for loaded.
 */
final class LeftOut implements AutoCloseable {
    private final Map<String, URL[]> known;
    private final List<String> names = new ArrayList<>();

    /** @param names as the presets have them, such as jnicudnn; one that was found already is left as it is */
    LeftOut(String... names) {
        known = known();
        for (String name : names) {
            if (known.putIfAbsent(name, new URL[0]) == null) {
                this.names.add(name);
            }
        }
    }

    /** What JavaCPP found so far: of a library without a place it loads nothing. */
    @SuppressWarnings("unchecked")
    private static Map<String, URL[]> known() {
        try {
            Field found = Loader.class.getDeclaredField("foundLibraries");
            found.setAccessible(true);
            return (Map<String, URL[]>) found.get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("another JavaCPP than the one this was written for", e);
        }
    }

    @Override
    public void close() {
        names.forEach(known::remove);
    }
}
