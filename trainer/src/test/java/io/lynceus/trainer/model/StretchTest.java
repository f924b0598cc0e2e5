package io.lynceus.trainer.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class StretchTest {
    private final Stretch stretch = new Stretch(List.of(3L, 16L, 17L));

    @Test
    void aParameterTakesAMultipleOf16Numbers() {
        assertThat(stretch.length()).isEqualTo(16 + 16 + 32);
        assertThat(stretch.packedLength()).isEqualTo(36);
    }

    @Test
    void whatIsPackedHasNoGapsAndComesBackWhereItWas() {
        try (PointerScope scope = new PointerScope()) {
            Tensor packed = torch.arange(new Scalar(36));
            Tensor whole = packed.new_zeros(64);
            stretch.unpack(packed, whole);

            assertThat(whole.narrow(0, 0, 3).equal(packed.narrow(0, 0, 3))).isTrue();
            assertThat(whole.narrow(0, 3, 13).count_nonzero().item_long()).isZero();
            assertThat(whole.narrow(0, 16, 16).equal(packed.narrow(0, 3, 16))).isTrue();
            assertThat(whole.narrow(0, 32, 17).equal(packed.narrow(0, 19, 17))).isTrue();
            assertThat(stretch.packed(whole).equal(packed)).isTrue();
        }
    }

    @Test
    void aMatrixHasARowForEachOutputChannel() {
        Stretch filters = Stretch.of(List.of(
                new Parameter("model.0.conv.weight", Parameter.Kind.KERNEL, List.of(2L, 3L, 3L, 3L)),
                new Parameter("model.1.conv.weight", Parameter.Kind.KERNEL, List.of(4L, 1L, 1L, 1L))));
        try (PointerScope scope = new PointerScope()) {
            Tensor whole = torch.arange(new Scalar(filters.length()));
            List<Tensor> matrices = filters.matrices(whole);

            assertThat(matrices.get(0).sizes().vec().get()).containsExactly(2, 27);
            assertThat(matrices.get(0).select(0, 1).select(0, 0).item_long()).isEqualTo(27);
            assertThat(matrices.get(1).sizes().vec().get()).containsExactly(4, 1);
            matrices.get(1).fill_(new Scalar(-1));
            assertThat(whole.select(0, 64).item_long()).as("a view").isEqualTo(-1);
        }
    }

    @Test
    void aGroupWhoseLayersAreAllFrozenPacksToNothing() {
        try (PointerScope scope = new PointerScope()) {
            Stretch none = new Stretch(List.of());
            assertThat(none.packed(torch.zeros(0)).numel()).isZero();
        }
    }
}
