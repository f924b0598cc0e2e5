package io.lynceus.vision;

/**
 * The work failed while running, through no fault in how it was asked for. Its message is the one line shown; exit code
 * 1.
 */
public final class RunError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what failed, where, and what to do */
    public RunError(String message) {
        super(message);
    }

    /** @param message what failed, where, and what to do */
    public RunError(String message, Throwable cause) {
        super(message, cause);
    }
}
