package io.lynceus.processor.inference;

import io.lynceus.vision.engine.Engine;
import io.lynceus.vision.engine.Lane;
import io.lynceus.vision.model.Model;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Pictures of three values, whose sum is the result; what else happens in a run is the test's to say. */
final class FakeEngine implements Engine {
    private static final int VALUES = 3;

    final List<Integer> runs = new CopyOnWriteArrayList<>();
    final AtomicInteger openLanes = new AtomicInteger();
    private final int batch;
    private final int lanes;
    private final IntConsumer duringRun;

    FakeEngine(int batch, int lanes, IntConsumer duringRun) {
        this.batch = batch;
        this.lanes = lanes;
        this.duringRun = duringRun;
    }

    @Override
    public Model model() {
        return new Model("fake", "1", "00", "none", "fp32", 1, 1, List.of("sum"), 0.25f, 0.45f);
    }

    @Override
    public Map<String, String> metadata() {
        return Map.of();
    }

    @Override
    public int batch() {
        return batch;
    }

    @Override
    public int lanes() {
        return lanes;
    }

    @Override
    public Lane lane() {
        openLanes.incrementAndGet();
        FloatBuffer input = FloatBuffer.allocate(batch * VALUES);
        FloatBuffer output = FloatBuffer.allocate(batch);
        return new Lane() {
            @Override
            public FloatBuffer input() {
                return input;
            }

            @Override
            public void run(int pictures) {
                runs.add(pictures);
                duringRun.accept(pictures);
                for (int i = 0; i < pictures; i++) {
                    output.put(i, input.get(VALUES * i) + input.get(VALUES * i + 1) + input.get(VALUES * i + 2));
                }
            }

            @Override
            public FloatBuffer output() {
                return output;
            }

            @Override
            public void close() {
                openLanes.decrementAndGet();
            }
        };
    }

    @Override
    public void close() {}
}
