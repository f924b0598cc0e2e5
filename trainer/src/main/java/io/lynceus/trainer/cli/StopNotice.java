package io.lynceus.trainer.cli;

/** Says how to go on when a run is stopped with Ctrl-C, and ends the process there. */
final class StopNotice {
    /** What shells report for a program ended by Ctrl-C. */
    private static final int INTERRUPTED = 130;

    private final Thread hook;

    /** @param command that goes on */
    StopNotice(String command) {
        hook = new Thread(() -> {
            System.err.println(System.lineSeparator() + "lynceus: stopped; go on with: " + command);
            // An orderly exit would tear LibTorch down under the threads that still compute in it, and crash.
            Runtime.getRuntime().halt(INTERRUPTED);
        });
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
