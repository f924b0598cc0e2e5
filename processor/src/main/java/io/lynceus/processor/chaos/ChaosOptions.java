package io.lynceus.processor.chaos;

import io.lynceus.vision.UserError;

/**
 * What chaos was asked for.
 *
 * @param kills how often a process of process is killed with SIGKILL
 * @param captureKills how often capture is
 * @param brokerRestarts how often the broker is stopped and started
 * @param freezes how often a process of process is stopped (SIGSTOP) for longer than its transactions may last
 * @param seed of the chance
 * @param instances processes of process that share the cameras
 * @param cast cameras and model
 */
public record ChaosOptions(
        int kills, int captureKills, int brokerRestarts, int freezes, long seed, int instances, Cast cast) {
    public ChaosOptions {
        atLeast("--kills", kills, 0);
        atLeast("--capture-kills", captureKills, 0);
        atLeast("--broker-restarts", brokerRestarts, 0);
        atLeast("--freezes", freezes, 0);
        atLeast("--instances", instances, 1);
    }

    private static void atLeast(String option, int number, int least) {
        if (number < least) {
            throw new UserError(option + " " + number + ": " + least + " or more");
        }
    }
}
