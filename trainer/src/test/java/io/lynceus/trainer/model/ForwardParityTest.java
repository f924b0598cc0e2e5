package io.lynceus.trainer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.lynceus.trainer.config.Precision;
import io.lynceus.trainer.parity.Fixture;
import io.lynceus.trainer.parity.ForwardCase;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Networks with weights made of names, against what the authors' code makes of the same weights; float32 on both sides.
 */
class ForwardParityTest {
    static List<Fixture> cases() {
        return Fixture.all("hash_init");
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("cases")
    void mapsBoxesAndScoresAreTheOfficialOnes(Fixture one) {
        try (PointerScope scope = new PointerScope();
                Network network = network(one)) {
            ForwardCase forward = new ForwardCase(one, "input", new NetworkMaps(network));
            one.tensors().stream().filter(name -> !forward.trains(name)).forEach(forward::check);
            one.tensors().stream().filter(forward::trains).forEach(forward::check);
            checkStatistics(one, network);
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("cases")
    void everyLayerPutsOutWhatTheOfficialOneDoes(Fixture one) {
        Iterator<String> keys = one.meta().fieldNames();
        while (keys.hasNext()) {
            String key = keys.next();
            if (key.startsWith("layer_digests_eval_")) {
                String[] shape = key.substring("layer_digests_eval_".length()).split("x");
                checkLayers(one, one.meta().get(key), Integer.parseInt(shape[2]), Integer.parseInt(shape[3]));
            }
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("cases")
    void aModelHasAsManyParametersAsTheOfficialOne(Fixture one) {
        JsonNode meta = one.meta();
        Architecture architecture = architecture(one);
        int classes = meta.get("nc").asInt();
        if (meta.has("params")) {
            assertThat(Profile.of(architecture, classes, 64, 64).size())
                    .isEqualTo(meta.get("params").asLong());
        }
        if (meta.has("converted_params")) {
            assertThat(Profile.of(architecture.deployed(), classes, 64, 64).size())
                    .isEqualTo(meta.get("converted_params").asLong());
        }
    }

    private static Architecture architecture(Fixture one) {
        return Architecture.named(one.meta().path("config").asText(one.name()));
    }

    private static Network network(Fixture one) {
        Network network = Network.create(architecture(one), one.meta().get("nc").asInt(), 0);
        HashWeights.fill(network, one.meta().get("gain").asDouble());
        return network;
    }

    private static void checkLayers(Fixture one, JsonNode digests, int height, int width) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard();
                Network network = network(one)) {
            Graph<Tensor> graph = new Graph<>(
                    network.architecture(),
                    network.classes(),
                    new TorchOps(network.weights(), false, Precision.FLOAT32));
            Map<Integer, List<Tensor>> done = new HashMap<>();
            done.put(-1, List.of(HashWeights.image("input", 1, height, width)));
            for (JsonNode digest : digests) {
                int layer = digest.get("layer").asInt();
                if (layer == network.architecture().head()) {
                    continue; // its maps are tensors of the case
                }
                if (!done.containsKey(layer)) {
                    done.put(layer, graph.layer(layer, done));
                }
                // In evaluation blocks write over what only they read: what later layers read is not touched.
                Tensor output = Objects.requireNonNull(done.get(layer))
                        .get(digest.path("part").asInt());
                String name =
                        one + ": layer " + layer + " " + digest.get("type").asText();
                double near = 1e-4;
                assertThat(output.mean().item_double())
                        .as(name)
                        .isCloseTo(digest.get("mean").asDouble(), within(near));
                double[] values = HashWeights.doubles(output);
                for (int i = 0; i < digest.get("first8").size(); i++) {
                    assertThat(values[i])
                            .as(name)
                            .isCloseTo(digest.get("first8").get(i).asDouble(), within(near));
                }
                assertThat(output.std(false).item_double())
                        .as(name)
                        .isCloseTo(
                                digest.get("std").asDouble(),
                                within(1e-3 * (1 + digest.get("std").asDouble())));
            }
        }
    }

    /** The norms' running statistics after the one batch in training. */
    private static void checkStatistics(Fixture one, Network network) {
        JsonNode after = one.meta().path("after_train_forward");
        if (after.isMissingNode()) {
            return;
        }
        assertThat(sum(network, "running_mean"))
                .isCloseTo(after.get("sum_running_mean").asDouble(), within(5e-3));
        double variances = after.get("sum_running_var").asDouble();
        assertThat(sum(network, "running_var")).isCloseTo(variances, within(1e-5 * variances));
        after.get("samples").fields().forEachRemaining(sample -> {
            double[] values = HashWeights.doubles(network.weights().get(sample.getKey()));
            for (int i = 0; i < sample.getValue().size(); i++) {
                assertThat(values[i])
                        .as(sample.getKey())
                        .isCloseTo(sample.getValue().get(i).asDouble(), within(1e-4));
            }
        });
    }

    private static double sum(Network network, String ending) {
        return network.weights().names().stream()
                .filter(name -> name.endsWith(ending))
                .mapToDouble(name -> {
                    double sum = 0;
                    for (double value : HashWeights.doubles(network.weights().get(name))) {
                        sum += value;
                    }
                    return sum;
                })
                .sum();
    }
}
