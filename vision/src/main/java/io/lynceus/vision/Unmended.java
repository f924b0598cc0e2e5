package io.lynceus.vision;

import java.io.IOException;

/** Errors of Java's that come of the machine and not of the program: whoever has the machine is told what is wrong. */
public final class Unmended {
    private Unmended() {}

    /**
     * One line for an error that ended a verb.
     *
     * @param memory what to do where Java's memory does not suffice
     * @throws Error the same one, where nobody but a programmer can do something about it
     */
    public static RunError said(Error failure, String memory) {
        if (failure instanceof OutOfMemoryError) {
            return new RunError(memory, failure);
        }
        if (failure instanceof LinkageError) {
            return new RunError(
                    "a native library cannot be loaded: " + root(failure)
                            + "; libraries are unpacked to " + CacheFolder.path() + ", to .javacpp/cache in "
                            + System.getProperty("user.home") + " and to " + System.getProperty("java.io.tmpdir"),
                    failure);
        }
        throw failure;
    }

    private static String root(Throwable failure) {
        Throwable said = failure;
        while (said.getCause() != null) {
            said = said.getCause();
        }
        return said instanceof IOException io
                ? Reason.of(io)
                : String.valueOf(said.getMessage()).lines().findFirst().orElse("Java does not say why");
    }
}
