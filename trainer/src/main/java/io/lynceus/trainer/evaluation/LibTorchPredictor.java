package io.lynceus.trainer.evaluation;

import io.lynceus.trainer.model.HeadKind;
import io.lynceus.vision.boxes.Candidates;
import io.lynceus.vision.engine.AnchorHead;
import io.lynceus.vision.engine.Head;
import io.lynceus.vision.model.InputSize;
import io.lynceus.vision.pixels.Slot;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * A network in LibTorch as a predictor. Every tensor of a call is
 * freed when the call returns; the network itself stays its owner's.
 */
public final class LibTorchPredictor implements Predictor {
    private final UnaryOperator<Tensor> network;
    private final HeadKind kind;
    private final List<String> classNames;
    private final @Nullable InputSize trainedSize;

    /**
     * @param network (N, 3, H, W) float RGB 0..1 to (N, 4 + classes,
     *     anchors), in inference form whatever mode it trains in
     * @param kind of its head
     * @param classNames by index, one for each class
     * @param trainedSize what {@link #trainedSize()} says
     */
    public LibTorchPredictor(
            UnaryOperator<Tensor> network, HeadKind kind, List<String> classNames, @Nullable InputSize trainedSize) {
        this.network = network;
        this.kind = kind;
        this.classNames = List.copyOf(classNames);
        this.trainedSize = trainedSize;
    }

    @Override
    public HeadKind head() {
        return kind;
    }

    @Override
    public int classes() {
        return classNames.size();
    }

    @Override
    public List<String> classNames() {
        return classNames;
    }

    @Override
    public @Nullable InputSize fixedSize() {
        return null;
    }

    @Override
    public @Nullable InputSize trainedSize() {
        return trainedSize;
    }

    @Override
    public List<Candidates> predict(PictureBatch batch, float least) {
        int height = batch.size().height();
        int width = batch.size().width();
        int count = batch.pictures().size();
        int length = Math.toIntExact(Slot.bytes(width, height));
        ByteBuffer planes = ByteBuffer.allocate(Math.multiplyExact(count, length));
        for (int i = 0; i < count; i++) {
            batch.pictures().get(i).into(new Slot(planes.slice(i * length, length), width, height));
        }
        float[] values = run(planes.array(), new long[] {count, 3, height, width});
        Head head = kind == HeadKind.ONE_TO_ONE ? new OneToOneHead(classes()) : new AnchorHead(classes());
        List<Candidates> found = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int each = values.length / count;
            found.add(head.read(FloatBuffer.wrap(values, i * each, each).slice(), least));
        }
        return found;
    }

    /** [pictures, 4 + classes, anchors] of the bytes [pictures, 3, height, width]. */
    private float[] run(byte[] planes, long[] shape) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard inference = new NoGradGuard()) {
            Tensor images = torch.from_blob(new BytePointer(planes), shape, new TensorOptions(torch.ScalarType.Byte))
                    .to(torch.ScalarType.Float)
                    .div_(new Scalar(255f));
            Tensor output = network.apply(images).cpu().contiguous();
            float[] values = new float[Math.toIntExact(output.numel())];
            output.data_ptr_float().get(values);
            return values;
        }
    }

    @Override
    public void close() {
        // The network is its owner's.
    }
}
