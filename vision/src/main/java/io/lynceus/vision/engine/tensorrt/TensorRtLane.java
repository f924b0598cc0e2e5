package io.lynceus.vision.engine.tensorrt;

import io.lynceus.vision.boxes.Candidates;
import io.lynceus.vision.engine.Head;
import io.lynceus.vision.engine.HostTensors;
import io.lynceus.vision.engine.Lane;
import io.lynceus.vision.model.InputSize;
import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.PictureSource;
import io.lynceus.vision.pixels.Pixels;
import io.lynceus.vision.pixels.YuvOnCard;

/**
 * A run of a plan: pictures are written as bytes into pinned memory, from where the card fetches them by itself; those
 * that its video chip decoded and left there it takes from where they are.
 */
final class TensorRtLane implements Lane {
    private final Run run;
    private final HostTensors tensors;
    private final int least;

    TensorRtLane(Plan plan, Pixels pixels, Head head) {
        Plan.Tensors sizes = plan.tensors();
        this.run = plan.run(pixels);
        this.least = sizes.fixedBatch() ? sizes.batch() : 1;
        this.tensors = new HostTensors(
                run.input(), pixels, new InputSize(sizes.height(), sizes.width()), sizes.batch(), run.output(), head);
    }

    @Override
    public Letterbox write(int place, PictureSource picture) {
        YuvOnCard there = picture.onCard();
        CardPictures card = there == null ? null : CardPictures.here().pictures();
        if (there != null && card != null && card.takes(there)) {
            return run.fromCard(place, there);
        }
        run.fromHost(place);
        return tensors.write(place, picture);
    }

    @Override
    public void run(int pictures) {
        run.run(size(pictures));
    }

    @Override
    public void copy(int pictures) {
        run.copy(size(pictures));
    }

    @Override
    public void compute(int pictures, int times) {
        run.compute(size(pictures), times);
    }

    /** What is in the places that nobody took does no harm. */
    private int size(int pictures) {
        return Math.max(least, pictures);
    }

    @Override
    public Candidates read(int place, float least) {
        return tensors.read(place, least);
    }

    @Override
    public void close() {
        run.close();
    }
}
