package io.lynceus.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.trainer.config.Hyperparameters;
import io.lynceus.trainer.loss.DetectionLoss;
import io.lynceus.trainer.loss.Targets;
import io.lynceus.trainer.model.Architecture;
import io.lynceus.trainer.model.Network;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class HeldOutLossTest {
    private static final float[] TWO = {0, 0, 0.5f, 0.5f, 0.5f, 0.5f, 1, 1, 0.25f, 0.5f, 0.25f, 0.5f};
    private static final float[] ONE = {0, 1, 0.5f, 0.5f, 0.75f, 0.5f};

    @Test
    void isTheMeanOverPicturesWhateverTheirBatchesAre() {
        try (PointerScope scope = new PointerScope();
                NoGradGuard plain = new NoGradGuard();
                Network network = Network.create(Architecture.named("gelan-t"), 2, 1)) {
            HeldOutLoss heldOut = new HeldOutLoss(network, Hyperparameters.DEFAULT);
            DetectionLoss loss = new DetectionLoss(Hyperparameters.DEFAULT);
            Tensor two = torch.rand(2, 3, 64, 64);
            Tensor one = torch.rand(1, 3, 64, 64);

            heldOut.beforeBatch(TWO);
            Tensor answer = heldOut.predict(two);
            heldOut.beforeBatch(ONE);
            heldOut.predict(one);
            float[] mean = heldOut.take();

            assertThat(answer.equal(network.predict(two)))
                    .as("what the network says")
                    .isTrue();
            float[] ofTwo = items(loss, network, two, TWO, 2);
            float[] ofOne = items(loss, network, one, ONE, 1);
            for (int i = 0; i < 3; i++) {
                assertThat(mean[i]).isPositive().isCloseTo((2 * ofTwo[i] + ofOne[i]) / 3, Offset.offset(1e-4f));
            }
            heldOut.beforeBatch(ONE);
            heldOut.predict(one);
            assertThat(heldOut.take()).as("begins again").isEqualTo(ofOne);
        }
    }

    private static float[] items(DetectionLoss loss, Network network, Tensor images, float[] targets, int count) {
        return Learner.numbers(loss.of(network.forward(images, false), Targets.pack(targets, count))
                .items());
    }
}
