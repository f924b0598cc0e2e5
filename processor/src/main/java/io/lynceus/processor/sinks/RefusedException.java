package io.lynceus.processor.sinks;

/** The other side has an event and will never take it. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RefusedException(String message) {
        super(message);
    }
}
