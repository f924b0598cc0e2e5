package io.lynceus.trainer.cli;

import java.nio.file.Path;

/** Says how to go on when a run is stopped with Ctrl-C. */
final class StopNotice {
    private final Thread hook;

    StopNotice(Path runDir) {
        hook = new Thread(() -> System.err.println(
                System.lineSeparator() + "lynceus: stopped; go on with: ./lynceus train --resume " + runDir));
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** The run has ended by itself. */
    void cancel() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The notice is being given.
        }
    }
}
