package io.lynceus.trainer.training;

import io.lynceus.trainer.augment.Loader;
import io.lynceus.trainer.augment.Share;
import io.lynceus.trainer.config.Hyperparameters;
import io.lynceus.trainer.config.Precision;
import io.lynceus.trainer.config.TrainPeers;
import io.lynceus.trainer.config.TrainSettings;
import io.lynceus.trainer.data.Batch;
import io.lynceus.trainer.loss.DetectionLoss;
import io.lynceus.trainer.loss.LossValue;
import io.lynceus.trainer.loss.Targets;
import io.lynceus.trainer.model.Architecture;
import io.lynceus.trainer.model.Network;
import io.lynceus.trainer.model.ParameterGroup;
import io.lynceus.trainer.model.Safetensors;
import io.lynceus.vision.RunError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;

/** A process of {@link PeersIT}. */
final class PeerMain {
    static final int PICTURES = 4;
    private static final DrawnData DATA = new DrawnData(PICTURES, 2);

    private PeerMain() {}

    /** Arguments: gradients, training, overflow or deserted, rank, count, port, folder. */
    public static void main(String[] args) throws IOException {
        TrainPeers together = peers(Integer.parseInt(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]));
        Path folder = Path.of(args[4]);
        switch (args[0]) {
            case "gradients" -> gradients(together, folder.resolve("gradients-" + args[1] + ".safetensors"));
            case "training" -> train(together, folder);
            case "deserted" -> deserted(together, folder);
            case "overflow" -> overflow(together, folder, folder.resolve("skipped-" + args[1]));
            default -> throw new IllegalArgumentException(args[0]);
        }
        // The natives of LibTorch end with the process.
        Runtime.getRuntime().halt(0);
    }

    static TrainPeers peers(int rank, int count, int port) {
        return new TrainPeers(rank, count, "127.0.0.1", port, "127.0.0.1", Duration.ofMinutes(2));
    }

    /** The gradients of one batch with the norms held still, over all processes. */
    static void gradients(TrainPeers together, Path file) {
        try (PointerScope scope = new PointerScope();
                Device cpu = new Device(DeviceType.CPU);
                Peers peers = Peers.join(together, cpu);
                Network network = Network.create(Architecture.named("gelan-t"), 2, 3);
                Loader loader = new Loader(
                        DATA.train(64),
                        Hyperparameters.DEFAULT,
                        64,
                        PICTURES,
                        5,
                        1,
                        new Share(peers.rank(), peers.count()))) {
            torch.set_num_threads(1);
            Batch batch = loader.epoch(0, true).iterator().next();
            LossValue loss = new DetectionLoss(Hyperparameters.DEFAULT, peers::sum)
                    .of(network.forward(Images.of(batch, cpu), false), Targets.pack(batch.targets(), batch.size()));
            loss.total().backward();
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (ParameterGroup group : network.weights().groups()) {
                tensors.put(group.name(), peers.sum(group.gradients()));
            }
            tensors.put("losses", peers.sum(loss.items().clone()));
            new Safetensors(tensors, Map.of()).write(file);
        }
    }

    static void train(TrainPeers together, Path folder) {
        TrainSettings settings =
                new TrainSettings("gelan-t", "drawn", null, 64, PICTURES, 2, 1, 1, 0, 7, 1, 1, Hyperparameters.DEFAULT);
        Training.run(settings, together, DATA, folder, TrainingListener.NONE);
    }

    /**
     * A run in float16 with one picture that overflows, in the
     * share of one process or the other; notes the steps left out.
     */
    static void overflow(TrainPeers together, Path folder, Path skipped) throws IOException {
        List<String> steps = new ArrayList<>();
        TrainSettings settings = GlaringData.settings(
                Files.createDirectory(folder.resolve("own-" + together.rank())), Precision.FLOAT16, 3);
        Training.run(settings, together, new GlaringData(8, index -> index == 5), folder, new TrainingListener() {
            @Override
            public void stepped(StepReport step) {
                steps.add(Boolean.toString(step.skipped()));
            }
        });
        write(skipped, steps);
    }

    /** A run whose second process ends in the middle; the first notes what it says of that. */
    static void deserted(TrainPeers together, Path folder) {
        TrainSettings settings =
                new TrainSettings("gelan-t", "drawn", null, 64, 2, 2, 1, 1, 0, 7, 1, 1, Hyperparameters.DEFAULT);
        try {
            Training.run(settings, together, DATA, folder, new TrainingListener() {
                @Override
                public void stepped(StepReport step) {
                    if (together.rank() == 1) {
                        Runtime.getRuntime().halt(0);
                    }
                }
            });
        } catch (RunError e) {
            write(folder.resolve("said"), List.of(String.valueOf(e.getMessage())));
        }
    }

    private static void write(Path file, List<String> lines) {
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
