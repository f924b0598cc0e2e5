package io.lynceus.trainer.cli;

/** Says that a run was stopped with Ctrl-C and how to go on, and ends the process there. */
final class StopNotice {
    /** What shells report for a program ended by Ctrl-C. */
    private static final int INTERRUPTED = 130;

    private final Thread hook;

    /** @param advice what follows "stopped", if anything */
    StopNotice(String advice) {
        hook = new Thread(() -> {
            System.err.println(System.lineSeparator() + "lynceus: stopped" + advice);
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
