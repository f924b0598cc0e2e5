package io.lynceus.trainer.config;

import io.lynceus.vision.UserError;
import java.time.Duration;

/**
 * This process among those that train together.
 *
 * @param rank its number, from 0; the process of rank 0 is where
 *     the others meet, and the one that writes the run's folder
 * @param count of processes
 * @param host of the process of rank 0
 * @param port that it listens on
 * @param bind name or address of this machine by which the others reach it
 * @param patience for the others to come
 */
public record TrainPeers(int rank, int count, String host, int port, String bind, Duration patience) {
    /** One process. */
    public static final TrainPeers ALONE = new TrainPeers(0, 1, "127.0.0.1", 29500, "127.0.0.1", Duration.ofMinutes(5));

    public TrainPeers {
        if (count < 1 || rank < 0 || rank >= count) {
            throw new UserError(
                    "--rank " + rank + " of --processes " + count + ": from 0 to one less than the processes");
        }
        if (port < 1 || port > 65535) {
            throw new UserError("--master: port " + port + " is not from 1 to 65535");
        }
    }
}
