package io.lynceus.trainer.training;

import io.lynceus.trainer.config.TrainPeers;
import io.lynceus.trainer.model.LibTorch;
import io.lynceus.vision.RunError;
import java.time.Duration;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.SizeTPointer;
import org.bytedeco.javacpp.chrono.Milliseconds;
import org.bytedeco.pytorch.Backend;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.GlooDeviceVector;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.ProcessGroupGloo;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.TCPStore;
import org.bytedeco.pytorch.TCPStoreOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.bytedeco.pytorch.nccl.ProcessGroupNCCL;
import org.jspecify.annotations.Nullable;

/**
 * The processes that train one network together, each on its share of every batch, by LibTorch's c10d: Gloo between
 * CPUs, NCCL between GPUs. All must call the same methods in the same order; each blocks until all have, or with NCCL
 * the next look at a number does. One thread; owns its sockets until it is closed.
 */
final class Peers implements AutoCloseable {
    /** A peer that validates while the others wait may take long. */
    private static final Duration PATIENCE = Duration.ofHours(6);

    private final int rank;
    private final int count;
    private final Device device;
    private final @Nullable Backend group;
    private final PointerScope scope;

    private Peers(int rank, int count, Device device, @Nullable Backend group, PointerScope scope) {
        this.rank = rank;
        this.count = count;
        this.device = device;
        this.group = group;
        this.scope = scope;
    }

    /**
     * Waits until all processes are there; alone, for nobody.
     *
     * @param device of this process, where the tensors of all calls are; stays the caller's
     * @throws RunError when they do not come, or the first one cannot be reached
     */
    static Peers join(TrainPeers wanted, Device device) {
        LibTorch.prepare();
        try (PointerScope opened = new PointerScope()) {
            Backend group = wanted.count() == 1 ? null : connect(wanted, device);
            Peers peers = new Peers(wanted.rank(), wanted.count(), device, group, opened.extend());
            if (group != null) {
                peers.spread(0); // NCCL connects at the first call only
            }
            return peers;
        } catch (RuntimeException e) {
            throw new RunError(
                    "the " + wanted.count() + " training processes did not meet at " + wanted.host() + ":"
                            + wanted.port() + ": " + firstLine(e),
                    e);
        }
    }

    private static Backend connect(TrainPeers wanted, Device device) {
        TCPStoreOptions options = new TCPStoreOptions()
                .port((short) wanted.port())
                .isServer(wanted.rank() == 0)
                .numWorkers(new SizeTPointer(1).put(wanted.count()))
                .waitWorkers(true)
                .timeout(new Milliseconds(wanted.patience().toMillis()));
        TCPStore store = new TCPStore(wanted.host(), options);
        Milliseconds patience = new Milliseconds(PATIENCE.toMillis());
        if (device.is_cuda()) {
            ProcessGroupNCCL.Options nccl = ProcessGroupNCCL.Options.create();
            nccl.timeout(patience);
            return new ProcessGroupNCCL(store, wanted.rank(), wanted.count(), nccl);
        }
        ProcessGroupGloo.Options gloo = ProcessGroupGloo.Options.create(patience);
        gloo.devices(new GlooDeviceVector(ProcessGroupGloo.createDeviceForHostname(wanted.bind())));
        return new ProcessGroupGloo(store, wanted.rank(), wanted.count(), gloo);
    }

    private static String firstLine(RuntimeException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    /** This process's number, from 0; the first one validates and writes. */
    int rank() {
        return rank;
    }

    int count() {
        return count;
    }

    boolean first() {
        return rank == 0;
    }

    /** Adds up a tensor over all processes, in place, without graph. */
    Tensor sum(Tensor tensor) {
        Backend all = group;
        if (all != null) {
            together(() -> all.allreduce(new TensorVector(tensor))._wait());
        }
        return tensor;
    }

    /** The mean of a tensor over all processes, in place. */
    void average(Tensor tensor) {
        if (group != null) {
            try (PointerScope call = new PointerScope();
                    NoGradGuard plain = new NoGradGuard()) {
                sum(tensor).div_(new Scalar((double) count));
            }
        }
    }

    /** The first process's tensor to all, in place. */
    void spread(Tensor tensor) {
        Backend all = group;
        if (all != null) {
            together(() -> all.broadcast(new TensorVector(tensor))._wait());
        }
    }

    /** The first process's numbers to all. */
    double[] spread(double... numbers) {
        try (PointerScope call = new PointerScope()) {
            Tensor tensor = Tensor.create(numbers).to(device, ScalarType.Double);
            spread(tensor);
            double[] theirs = new double[numbers.length];
            tensor.cpu().data_ptr_double().get(theirs);
            return theirs;
        }
    }

    private void together(Runnable call) {
        try (PointerScope scoped = new PointerScope();
                NoGradGuard plain = new NoGradGuard()) {
            call.run();
        } catch (RuntimeException e) {
            throw new RunError(
                    "another of the " + count
                            + " training processes has ended or cannot be reached; when it is mended, go on"
                            + " with --resume in all of them: " + firstLine(e),
                    e);
        }
    }

    @Override
    public void close() {
        scope.close();
    }
}
