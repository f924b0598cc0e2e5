package io.lynceus.trainer.evaluation;

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
 * A network in LibTorch as a predictor. Every tensor of a call is freed when the call returns; the network itself stays its
 * owner's.
 */
public final class LibTorchPredictor implements Predictor {
    private final UnaryOperator<Tensor> network;
    private final List<String> classNames;
    private final @Nullable InputSize trainedSize;

    /**
     * @param network (N, 3, H, W) float RGB 0..1 to (N, 4 + classes, anchors), in inference form whatever mode it trains in
     * @param classNames by index
     * @param trainedSize what {@link #trainedSize()} says
     */
    public LibTorchPredictor(UnaryOperator<Tensor> network, List<String> classNames, @Nullable InputSize trainedSize) {
        this.network = network;
        this.classNames = List.copyOf(classNames);
        this.trainedSize = trainedSize;
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
    public RawOutput predict(PictureBatch pictures) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard inference = new NoGradGuard()) {
            long[] shape = {pictures.size(), 3, pictures.height(), pictures.width()};
            TensorOptions bytes = new TensorOptions(torch.ScalarType.Byte);
            Tensor images = torch.from_blob(new BytePointer(pictures.planes()), shape, bytes)
                    .to(torch.ScalarType.Float)
                    .div_(new Scalar(255f));
            Tensor output = network.apply(images).cpu().contiguous();
            float[] values = new float[Math.toIntExact(output.numel())];
            output.data_ptr_float().get(values);
            return new RawOutput(pictures.size(), (int) output.size(1), (int) output.size(2), values);
        }
    }

    @Override
    public void close() {
        // The network is its owner's.
    }
}
