package io.lynceus.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lynceus.trainer.config.Hyperparameters;
import io.lynceus.trainer.loss.DetectionLoss;
import io.lynceus.trainer.loss.LossValue;
import io.lynceus.trainer.loss.Targets;
import io.lynceus.trainer.model.Architecture;
import io.lynceus.trainer.model.HashWeights;
import io.lynceus.trainer.model.Network;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

/**
 * Whole steps, forward, loss, backward, clipping and SGD, against the official code in float64. Ours is float32, and the way
 * the weights go is chaotic: the first step shows that the gradients are right, the second that the optimiser moved them so.
 */
class StepParityTest {
    private static final Path CASE = Path.of(
            System.getProperty("parity.fixtures", "src/test/resources/parity"), "train_step/yolov9-t_train_input");
    private static final double GAIN = 1.35;
    private static final int CLASSES = 80;
    private static final int[] STRIDES = {8, 16, 32};

    @Test
    void twoStepsGoAsTheOfficialOnes() throws IOException {
        JsonNode log = new ObjectMapper()
                .readTree(CASE.resolve("manifest.json").toFile())
                .get("meta")
                .get("log");
        try (PointerScope scope = new PointerScope();
                Network network = Network.create(Architecture.named("yolov9-t"), CLASSES, 0)) {
            HashWeights.fill(network, GAIN);
            priors(network);
            Tensor images = HashWeights.image("train_input", 4, 128, 128);
            Targets targets = Targets.pack(floats("targets_n6_img_cls_xywhn.bin"), 4);
            DetectionLoss detectionLoss = new DetectionLoss(Hyperparameters.DEFAULT);
            Sgd sgd = new Sgd(network.weights().groups(), 0.0005);

            step(sgd, detectionLoss.of(network.forward(images, true), targets), log.get(0), 1e-4, 5e-3);
            step(sgd, detectionLoss.of(network.forward(images, true), targets), log.get(1), 5e-3, 0.1);
        }
    }

    private static void step(Sgd sgd, LossValue loss, JsonNode expected, double nearLoss, double nearNorm) {
        double total = expected.get("loss").asDouble();
        assertThat(loss.total().item_double()).isCloseTo(total, within(nearLoss * total));
        for (int item = 0; item < 3; item++) {
            double value = expected.get("items").get(item).asDouble();
            assertThat(loss.items().select(0, item).item_double()).isCloseTo(value, within(2 * nearLoss * value));
        }
        sgd.zeroGradients();
        loss.total().backward();
        double norm = expected.get("grad_norm_before_clip").asDouble();
        assertThat(sgd.clip(10)).isCloseTo(norm, within(nearNorm * norm));
        sgd.step(new StepSettings(0.01, 0.01, 0.937, 1));
    }

    /** The official start of the detection biases, for the classes of this case. */
    private static void priors(Network network) {
        try (NoGradGuard plain = new NoGradGuard()) {
            for (int level = 0; level < STRIDES.length; level++) {
                double cells = 640.0 / STRIDES[level];
                Scalar classPrior = new Scalar(Math.log(5.0 / CLASSES / (cells * cells)));
                for (String head : new String[] {"cv2", "cv4"}) {
                    network.weights()
                            .get("model.29." + head + "." + level + ".2.bias")
                            .fill_(new Scalar(1.0));
                }
                for (String head : new String[] {"cv3", "cv5"}) {
                    network.weights()
                            .get("model.29." + head + "." + level + ".2.bias")
                            .fill_(classPrior);
                }
            }
        }
    }

    private static float[] floats(String file) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.wrap(Files.readAllBytes(CASE.resolve(file))).order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[bytes.remaining() / 4];
        bytes.asFloatBuffer().get(values);
        return values;
    }
}
