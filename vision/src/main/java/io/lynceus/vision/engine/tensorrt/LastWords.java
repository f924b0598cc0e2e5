package io.lynceus.vision.engine.tensorrt;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a process says on its standard error: passed on line by line, but for what C++ says when it ends a process over
 * an exception that nobody caught, which is kept. TensorRT ends its process so where it has no other way to fail.
 */
final class LastWords {
    /** In characters; of a longer line each piece of so many is one. */
    static final int LONGEST = 1 << 13;

    private static final String ENDS = "terminate called";
    private static final String WHAT = "  what():  ";

    private final Thread reader;
    private volatile String what = "";

    /** @param out gets the lines; stays open */
    LastWords(InputStream said, PrintStream out) {
        reader = new Thread(() -> pass(said, out), "words of TensorRT's builder");
        reader.setDaemon(true);
        reader.start();
    }

    private void pass(InputStream said, PrintStream out) {
        try (Reader characters = new BufferedReader(new InputStreamReader(said, StandardCharsets.UTF_8))) {
            for (String line = line(characters); line != null; line = line(characters)) {
                if (line.startsWith(WHAT)) {
                    what = line.substring(WHAT.length()).strip();
                } else if (line.startsWith(ENDS)) {
                    // All that there is, where it was no exception of the usual kind.
                    what = line.strip();
                } else {
                    out.println(line);
                }
            }
        } catch (IOException e) {
            // It is gone, and has said what it had to say.
        }
    }

    private static @Nullable String line(Reader characters) throws IOException {
        StringBuilder line = new StringBuilder();
        int next = characters.read();
        if (next < 0) {
            return null;
        }
        while (next >= 0 && next != '\n') {
            line.append((char) next);
            if (line.length() == LONGEST) {
                break;
            }
            next = characters.read();
        }
        return line.toString();
    }

    /** The exception's text, else that there was one, else nothing; the process has ended. */
    String what() {
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return what;
    }
}
