package io.lynceus.trainer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.vision.UserError;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * On LibTorch's meta device, which has shapes and no numbers: like a
 * GPU it refuses to compute with a tensor that was left on the CPU.
 */
class DeviceTest {
    @Test
    void weightsAndDecodedBoxesAreOnTheNetworksDevice() {
        try (PointerScope scope = new PointerScope();
                Device meta = new Device(DeviceType.Meta);
                Network network = Network.create(Architecture.named("yolov9-t"), 3, 1, meta)) {
            Tensor onCpu = torch.rand(2, 67, 8, 8);
            Tensor map = onCpu.to(meta, ScalarType.Float);
            assertThatThrownBy(() -> onCpu.add(map)).hasMessageContaining("same device");

            assertThat(network.weights().device().is_meta()).isTrue();
            assertThat(network.weights().groups())
                    .allMatch(group ->
                            group.values().is_meta() && group.gradients().is_meta());
            assertThat(network.decode(List.of(map, corner(map, 4), corner(map, 2)))
                            .is_meta())
                    .isTrue();
        }
    }

    private static Tensor corner(Tensor map, long side) {
        return map.narrow(2, 0, side).narrow(3, 0, side);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpu", "cuda:", "cuda:x", "CPU", ""})
    void anotherNameIsNoDevice(String name) {
        assertThatThrownBy(() -> LibTorch.device(name, 0))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("--device " + name + ": must be cpu, cuda or cuda:N");
    }

    @Test
    void aGpuThatIsNotThereIsSaid() {
        assertThatThrownBy(() -> LibTorch.device("cuda:99", 0))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("--device cuda:99: ");
    }
}
