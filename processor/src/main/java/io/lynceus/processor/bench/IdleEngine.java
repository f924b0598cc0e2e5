package io.lynceus.processor.bench;

import io.lynceus.vision.boxes.Candidates;
import io.lynceus.vision.engine.AnchorHead;
import io.lynceus.vision.engine.Engine;
import io.lynceus.vision.engine.HostTensors;
import io.lynceus.vision.engine.Lane;
import io.lynceus.vision.model.InputSize;
import io.lynceus.vision.model.ModelCard;
import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.PictureSource;
import io.lynceus.vision.pixels.Pixels;
import io.lynceus.vision.pixels.Slot;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** Takes pictures of 640x640 and finds nothing, at once: what is left is the pipeline. */
final class IdleEngine implements Engine {
    static final int SIDE = 640;
    private static final int ANCHORS = 8400;
    private static final InputSize SIZE = new InputSize(SIDE, SIDE);
    private static final ModelCard CARD =
            new ModelCard("idle", "1", "none", "idle", "fp32", SIZE, List.of("nothing"), Map.of());

    private final int lanes;

    IdleEngine(int lanes) {
        this.lanes = lanes;
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
        return 1;
    }

    @Override
    public int lanes() {
        return lanes;
    }

    @Override
    public Lane lane(InputSize size) {
        ByteBuffer input = Slot.memory(SIDE, SIDE);
        ByteBuffer output = ByteBuffer.allocateDirect((4 + CARD.names().size()) * ANCHORS * Float.BYTES);
        return new IdleLane(new HostTensors(
                input, Pixels.RGB, size, 1, output, new AnchorHead(CARD.names().size())));
    }

    private record IdleLane(HostTensors tensors) implements Lane {
        @Override
        public Letterbox write(int place, PictureSource picture) {
            return tensors.write(place, picture);
        }

        @Override
        public void run(int pictures) {}

        @Override
        public Candidates read(int place, float least) {
            return tensors.read(place, least);
        }

        @Override
        public void close() {}
    }

    @Override
    public void close() {}
}
