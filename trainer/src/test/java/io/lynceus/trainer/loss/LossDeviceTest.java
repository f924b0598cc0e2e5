package io.lynceus.trainer.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;

/** With maps on LibTorch's meta device, which has shapes and no numbers, nor all that a loss is computed with. */
class LossDeviceTest {
    @Test
    void anchorsAndLabelsAreWhereTheMapsAre() {
        try (PointerScope scope = new PointerScope();
                Device meta = new Device(DeviceType.Meta)) {
            Tensor map = torch.rand(2, 67, 8, 8).to(meta, ScalarType.Float);
            Anchors anchors = Anchors.of(List.of(map));
            Targets targets = Targets.pack(new float[] {0, 1, 0.5f, 0.5f, 0.2f, 0.2f}, 2);

            assertThat(List.of(anchors.points(), anchors.strides(), targets.pixels(64, 64, map)))
                    .allMatch(Tensor::is_meta);
        }
    }
}
