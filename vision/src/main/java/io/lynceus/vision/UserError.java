package io.lynceus.vision;

/**
 * Something that the user can put right: wrong usage, configuration, model or file. Its message is the one line shown;
 * exit code 2.
 */
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message which file, key, camera or option, and what to do */
    public UserError(String message) {
        super(message);
    }

    /** @param message which file, key, camera or option, and what to do */
    public UserError(String message, Throwable cause) {
        super(message, cause);
    }
}
