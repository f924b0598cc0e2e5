package io.lynceus.processor.decode;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** Where each camera's pictures are decoded. Any thread. */
public final class CameraDecoders {
    /** All on the cores. */
    public static final CameraDecoders ON_CPU = new CameraDecoders(camera -> DecoderKind.CPU, why -> {});

    private final Function<String, DecoderKind> wanted;
    private final Consumer<String> told;
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    /**
     * @param wanted by the camera's name
     * @param told of a camera that is decoded elsewhere than was wanted, and why; of each once
     */
    public CameraDecoders(Function<String, DecoderKind> wanted, Consumer<String> told) {
        this.wanted = wanted;
        this.told = told;
    }

    /** Those of one camera. */
    public Decoders of(String camera) {
        return Decoders.of(wanted.apply(camera), why -> {
            String line = "camera " + camera + " is " + why;
            if (said.add(line)) {
                told.accept(line);
            }
        });
    }
}
