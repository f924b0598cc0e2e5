package io.lynceus.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.lynceus.trainer.loss.DetectionLoss;
import io.lynceus.trainer.loss.LossValue;
import io.lynceus.trainer.loss.Targets;
import io.lynceus.trainer.model.Architecture;
import io.lynceus.trainer.model.HashWeights;
import io.lynceus.trainer.model.Network;
import io.lynceus.trainer.model.ParameterGroup;
import io.lynceus.trainer.model.Weights;
import io.lynceus.trainer.parity.Fixture;
import io.lynceus.trainer.parity.Recipes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole steps, forward, loss, backward, clipping, SGD and EMA, against the official
 * code, float64 on both sides: in float32 the way the weights go is chaotic. What
 * rounding there is grows from step to step, and so does what is allowed.
 */
class StepParityTest {
    /** Relative, by step; the last one goes for all that follow and for the state at the end. */
    private static final double[] NEAR = {1e-12, 1e-9, 1e-7, 1e-6};

    private static final double NEAR_AT_FIRST = 1e-9;

    static List<Fixture> cases() {
        return Fixture.all("train_step");
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("cases")
    void aTrainingStepChangesWeightsAndAverageAsTheOfficialOneDoes(Fixture one) {
        JsonNode meta = one.meta();
        Architecture architecture = Architecture.named(meta.get("config").asText());
        int classes = meta.get("nc").asInt();
        int batch = one.size("images_float32", 0);
        try (PointerScope scope = new PointerScope();
                Network network = Network.create(architecture, classes, 0, ScalarType.Double);
                Network averaged = Network.create(architecture, classes, 0, ScalarType.Double)) {
            HashWeights.fill(network, meta.get("gain").asDouble());
            HashWeights.priors(network);
            averaged.weights().copyFrom(network.weights());
            Tensor images = images(one);
            Targets targets = Targets.pack(one.floats("targets_n6_img_cls_xywhn"), batch);
            DetectionLoss detectionLoss = new DetectionLoss(Recipes.withGains(meta.path("hyp")));
            JsonNode groups = checkGroups(meta.get("param_groups"), network.weights());
            Sgd sgd = new Sgd(
                    network.weights().groups(),
                    groups.get(1).get("weight_decay").asDouble());
            StepSettings settings = new StepSettings(
                    groups.get(0).get("lr").asDouble(),
                    groups.get(1).get("lr").asDouble(),
                    groups.get(1).get("momentum").asDouble(),
                    1);
            Ema ema = new Ema(averaged.weights(), 2000, 0);

            for (JsonNode expected : meta.get("log")) {
                int step = expected.get("step").asInt();
                double near = NEAR[Math.min(step, NEAR.length - 1)];
                try (PointerScope inner = new PointerScope()) {
                    LossValue loss = detectionLoss.of(network.forward(images, true), targets);
                    checkLoss(one + ": step " + step, loss, expected, near);
                    sgd.zeroGradients();
                    loss.total().backward();
                }
                if (step == 0) {
                    compare(
                            one,
                            "step0_grad_digest.json",
                            "grads",
                            name -> network.weights().get(name).grad(),
                            NEAR_AT_FIRST);
                }
                double norm = expected.get("grad_norm_before_clip").asDouble();
                assertThat(sgd.clip(10)).as("norm of step " + step).isCloseTo(norm, within(10 * near * norm));
                sgd.step(settings);
                ema.update(network.weights());
                assertThat(ema.updates()).isEqualTo(expected.get("ema_updates").asLong());
                assertThat(Ema.decay(2000, ema.updates()))
                        .isCloseTo(expected.get("ema_decay").asDouble(), within(1e-15));
                if (step == 0) {
                    compare(one, "step0_after_state_digest.json", "state", network.weights()::get, NEAR_AT_FIRST);
                }
            }
            double near = NEAR[NEAR.length - 1];
            compare(one, "final_state_digest.json", "model", network.weights()::get, near);
            compare(one, "final_state_digest.json", "ema", averaged.weights()::get, near);
            checkAnswer(one, "final_eval_decoded_main_img0", network, images);
            checkAnswer(one, "final_ema_eval_decoded_main_img0", averaged, images);
        }
    }

    /** The stored images, or what they were made of: the case's name ends in the images'. */
    private static Tensor images(Fixture one) {
        long[] shape = one.shape("images_float32");
        if (one.has("images_float32")) {
            return Tensor.create(one.floats("images_float32")).view(shape).to(ScalarType.Double);
        }
        String name = one.name().substring(one.name().indexOf('_') + 1);
        return HashWeights.image(name, (int) shape[0], (int) shape[2], (int) shape[3])
                .to(ScalarType.Double);
    }

    /**
     * Biases, kernels that decay, norms, as the official optimiser
     * has them; the frozen projections are with its kernels.
     */
    private static JsonNode checkGroups(JsonNode groups, Weights weights) {
        List<ParameterGroup> ours = weights.groups();
        assertThat(groups).hasSameSizeAs(ours);
        for (int i = 0; i < ours.size(); i++) {
            JsonNode group = groups.get(i);
            long frozen = i != 1
                    ? 0
                    : weights.names().stream()
                            .filter(name -> name.contains("dfl"))
                            .mapToLong(name -> weights.get(name).numel())
                            .sum();
            assertThat(group.get("nesterov").asBoolean()).isTrue();
            assertThat(group.get("n_elements").asLong())
                    .isEqualTo(ours.get(i).stretch().packedLength() + frozen);
            if (i != 1) {
                assertThat(group.get("weight_decay").asDouble()).isZero();
            }
        }
        return groups;
    }

    private static void checkLoss(String name, LossValue loss, JsonNode expected, double near) {
        double total = expected.get("loss").asDouble();
        assertThat(loss.total().item_double()).as(name).isCloseTo(total, within(near * total));
        for (int item = 0; item < 3; item++) {
            double value = expected.get("items").get(item).asDouble();
            assertThat(loss.items().select(0, item).item_double())
                    .as(name + ", item " + item)
                    .isCloseTo(value, within(2 * near * value));
        }
    }

    /** Sum and norm of every tensor that the file lists. */
    private static void compare(Fixture one, String file, String key, Function<String, Tensor> ours, double near) {
        Path path = one.folder().resolve(file);
        if (!Files.exists(path)) {
            return;
        }
        JsonNode expected = Fixture.json(path).path(key);
        assertThat(expected).as(file + ": " + key).isNotEmpty();
        try (PointerScope scope = new PointerScope();
                NoGradGuard plain = new NoGradGuard()) {
            expected.fields().forEachRemaining(entry -> {
                Tensor tensor = ours.apply(entry.getKey()).to(ScalarType.Double);
                double sum = entry.getValue().get(0).asDouble();
                double norm = entry.getValue().get(1).asDouble();
                double allowed = near * (1e-3 + norm * Math.sqrt(tensor.numel()));
                String name = file + ": " + key + " " + entry.getKey();
                assertThat(tensor.norm().item_double()).as(name).isCloseTo(norm, within(allowed));
                assertThat(tensor.sum().item_double()).as(name).isCloseTo(sum, within(allowed));
            });
        }
    }

    private static void checkAnswer(Fixture one, String tensor, Network network, Tensor images) {
        if (one.has(tensor)) {
            Tensor answer = network.predict(images.narrow(0, 0, 1));
            assertThat(one.largestDifference(tensor, HashWeights.doubles(answer)))
                    .as(tensor)
                    .isLessThan(1e-4);
        }
    }
}
