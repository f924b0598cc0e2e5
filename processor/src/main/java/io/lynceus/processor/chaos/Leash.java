package io.lynceus.processor.chaos;

import java.io.IOException;
import java.util.Arrays;

/** Main class of the child processes: runs a verb, and ends at once when the parent is gone, however it went. */
public final class Leash {
    private static final int PARENT_GONE = 3;

    private Leash() {}

    /** @param args the class whose main is run, then its arguments */
    public static void main(String[] args) throws ReflectiveOperationException {
        Thread watch = new Thread(Leash::untilTheParentIsGone, "leash");
        watch.setDaemon(true);
        watch.start();
        Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(args, 1, args.length));
    }

    /** The parent holds the other end of our standard input and never writes. */
    private static void untilTheParentIsGone() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is said, only held.
            }
        } catch (IOException e) {
            // As good as the end.
        }
        Runtime.getRuntime().halt(PARENT_GONE);
    }
}
