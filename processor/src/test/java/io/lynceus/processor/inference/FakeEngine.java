package io.lynceus.processor.inference;

import io.lynceus.vision.boxes.Candidates;
import io.lynceus.vision.engine.Engine;
import io.lynceus.vision.engine.Lane;
import io.lynceus.vision.model.InputSize;
import io.lynceus.vision.model.ModelCard;
import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.PictureSource;
import io.lynceus.vision.pixels.Slot;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Pictures of one pixel, the sum of whose values is the score of a box; what else happens in a run is the test's to
 * say.
 */
public final class FakeEngine implements Engine {
    private static final int VALUES = 3;
    private static final ModelCard CARD =
            new ModelCard("fake", "1", "00", "none", "fp32", new InputSize(1, 1), List.of("sum"), Map.of());

    final List<Integer> runs = new CopyOnWriteArrayList<>();
    public final AtomicInteger openLanes = new AtomicInteger();
    private final int batch;
    private final int lanes;
    private final IntConsumer duringRun;

    public FakeEngine(int batch, int lanes, IntConsumer duringRun) {
        this.batch = batch;
        this.lanes = lanes;
        this.duringRun = duringRun;
    }

    @Override
    public ModelCard model() {
        return CARD;
    }

    @Override
    public boolean takesAnySize() {
        return false;
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
    public Lane lane(InputSize size) {
        openLanes.incrementAndGet();
        return new FakeLane();
    }

    /** All its lanes. */
    List<Lane> open() {
        return IntStream.range(0, lanes).mapToObj(i -> lane()).toList();
    }

    private final class FakeLane implements Lane {
        private final ByteBuffer input = ByteBuffer.allocate(batch * VALUES);
        private final List<Slot> slots = new ArrayList<>();
        private final int[] sums = new int[batch];

        FakeLane() {
            for (int i = 0; i < batch; i++) {
                slots.add(new Slot(input.slice(i * VALUES, VALUES), 1, 1));
            }
        }

        @Override
        public Letterbox write(int place, PictureSource picture) {
            return picture.into(slots.get(place));
        }

        @Override
        public void run(int pictures) {
            runs.add(pictures);
            duringRun.accept(pictures);
            for (int i = 0; i < pictures; i++) {
                sums[i] = input.get(VALUES * i) + input.get(VALUES * i + 1) + input.get(VALUES * i + 2);
            }
        }

        @Override
        public Candidates read(int place, float least) {
            Candidates found = new Candidates();
            found.add(0, 0, sums[place], 0, 0, 1, 1);
            return found;
        }

        @Override
        public void close() {
            openLanes.decrementAndGet();
        }
    }

    @Override
    public void close() {}
}
