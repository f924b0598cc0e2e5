package io.lynceus.processor.capture;

/** A URL that cannot be reached, or was lost. The message is for people and without credentials. */
final class SourceAway extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean refused;

    /** @param refused true when it was there and would not let us in */
    SourceAway(String message, boolean refused) {
        super(message);
        this.refused = refused;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    boolean refused() {
        return refused;
    }
}
