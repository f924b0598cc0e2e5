package io.lynceus.processor.capture;

/** What can go wrong and should not: no memory, an error in the program. */
final class Fault {
    private Fault() {}

    /** In words for whoever must act. */
    static String words(Throwable thrown) {
        if (thrown instanceof OutOfMemoryError) {
            return "out of memory (" + thrown.getMessage() + ")";
        }
        return "a fault in the program (" + thrown + ")";
    }
}
