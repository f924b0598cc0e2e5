package io.lynceus.processor.bench;

import io.lynceus.vision.engine.Engine;
import io.lynceus.vision.engine.Lane;
import io.lynceus.vision.model.Model;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/** Takes pictures of 640x640 and finds nothing, at once: what is left is the pipeline. */
final class IdleEngine implements Engine {
    static final int SIDE = 640;
    private static final int ANCHORS = 8400;
    private static final List<String> NAMES = List.of("nothing");

    private final int lanes;

    IdleEngine(int lanes) {
        this.lanes = lanes;
    }

    @Override
    public Model model() {
        return new Model("idle", "1", "none", "idle", "fp32", SIDE, SIDE, NAMES, 0.25f, 0.45f);
    }

    @Override
    public Map<String, String> metadata() {
        return Map.of();
    }

    @Override
    public int batch() {
        return 1;
    }

    @Override
    public int lanes() {
        return lanes;
    }

    @Override
    public Lane lane() {
        return new IdleLane(direct(3 * SIDE * SIDE), direct((4 + NAMES.size()) * ANCHORS));
    }

    private record IdleLane(FloatBuffer input, FloatBuffer output) implements Lane {
        @Override
        public void run(int pictures) {}

        @Override
        public void close() {}
    }

    private static FloatBuffer direct(int floats) {
        return ByteBuffer.allocateDirect(floats * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    @Override
    public void close() {}
}
