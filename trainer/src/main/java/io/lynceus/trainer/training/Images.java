package io.lynceus.trainer.training;

import io.lynceus.trainer.data.Batch;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Pixels on their way into LibTorch. */
final class Images {
    private Images() {}

    /** (N, 3, H, W) float32 in 0..1 on the device, in the caller's open PointerScope. */
    static Tensor of(Batch batch, Device device) {
        long[] shape = {batch.size(), 3, batch.height(), batch.width()};
        BytePointer bytes = new BytePointer(batch.images());
        return torch.from_blob(bytes, shape, new TensorOptions(ScalarType.Byte))
                .to(device, ScalarType.Byte)
                .to(ScalarType.Float)
                .div_(new Scalar(255f));
    }
}
