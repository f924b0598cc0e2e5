package io.lynceus.processor.plan;

import io.lynceus.vision.UserError;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What there is to run on.
 *
 * @param cores of each machine
 * @param gpu the card of each machine of {@code process}, by the name that service times have; null for none
 * @param engine that the service times are to be of, null for any
 * @param network bits a second of each machine
 * @param load how busy machines may be with all at work, 0 to 1
 * @param copies of each partition
 * @param retention of packets
 * @param eventRetention of events
 */
public record Machines(
        int cores,
        @Nullable String gpu,
        @Nullable String engine,
        double network,
        double load,
        int copies,
        Duration retention,
        Duration eventRetention) {
    public Machines {
        if (cores < 1 || cores > 1024) {
            throw new UserError("--cores " + cores + ": from 1 to 1024");
        }
        if (!(load > 0 && load < 1)) {
            throw new UserError("--load " + Numbers.of(load) + ": more than 0, less than 1");
        }
        if (!(network >= 1e6 && network <= 1e13)) {
            throw new UserError("--network " + Numbers.of(network) + " bit/s: from 1M to 10000G");
        }
        if (copies < 1 || copies > 10) {
            throw new UserError("--replication " + copies + ": from 1 to 10");
        }
    }
}
