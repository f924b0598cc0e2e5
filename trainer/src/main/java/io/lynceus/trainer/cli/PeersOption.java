package io.lynceus.trainer.cli;

import io.lynceus.trainer.config.TrainPeers;
import io.lynceus.vision.UserError;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Several processes for one run. The defaults are the variables
 * that PyTorch's launchers and most clusters' operators set.
 */
final class PeersOption {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Option(
            names = "--processes",
            paramLabel = "N",
            defaultValue = "${env:WORLD_SIZE:-1}",
            description =
                    "Processes that train together, each with its share of every batch, by Gloo on CPUs and NCCL on"
                            + " GPUs.")
    private int processes;

    @Option(
            names = "--rank",
            paramLabel = "N",
            defaultValue = "${env:RANK:-0}",
            description = "This one's number, from 0; number 0 validates and writes the run's folder.")
    private int rank;

    @Option(
            names = "--master",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:MASTER_ADDR:-127.0.0.1}:${env:MASTER_PORT:-29500}",
            description = "Where number 0 waits for the others.")
    private String master = "";

    @Option(
            names = "--bind",
            paramLabel = "HOST",
            description =
                    "Name or address of this machine by which the others reach it. Default: 127.0.0.1 when the master"
                            + " is, else the host's name.")
    private @Nullable String bind;

    TrainPeers peers() {
        int colon = master.lastIndexOf(':');
        try {
            String host = master.substring(0, Math.max(0, colon));
            int port = Integer.parseInt(master.substring(colon + 1));
            return new TrainPeers(rank, processes, host, port, bind == null ? here(host) : bind, PATIENCE);
        } catch (NumberFormatException e) {
            throw new UserError("--master " + master + ": not of the form HOST:PORT", e);
        }
    }

    private static String here(String masterHost) {
        if (masterHost.equals("127.0.0.1") || masterHost.equals("localhost")) {
            return masterHost;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            throw new UserError("this machine does not know its name: give --bind HOST", e);
        }
    }
}
