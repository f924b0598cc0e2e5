package io.lynceus.trainer.model;

import io.lynceus.trainer.config.Precision;
import io.lynceus.trainer.parity.ForwardCase;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/** The maps of every branch of a network, the auxiliary one in evaluation too. */
public final class NetworkMaps implements ForwardCase.Maps {
    private final Network network;

    public NetworkMaps(Network network) {
        this.network = network;
    }

    @Override
    public RawHeads train(String image, int batch, int height, int width) {
        return network.forward(HashWeights.image(image, batch, height, width), true);
    }

    @Override
    public List<Tensor> evaluate(String image, int batch, int height, int width, boolean auxiliary) {
        Architecture architecture = network.architecture();
        List<Branch> branches = auxiliary
                ? architecture.branches().stream().filter(Branch::auxiliary).toList()
                : List.of(architecture.main());
        try (NoGradGuard guard = new NoGradGuard()) {
            return new Graph<>(
                            architecture, network.classes(), new TorchOps(network.weights(), false, Precision.FLOAT32))
                    .run(HashWeights.image(image, batch, height, width), branches)
                    .get(0);
        }
    }

    @Override
    public Tensor decoded(List<Tensor> maps) {
        return network.decode(maps);
    }

    @Override
    public double[] values(Tensor tensor) {
        return HashWeights.doubles(tensor);
    }
}
