package io.lynceus.vision.engine.tensorrt;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What a process says on its standard error: passed on line by line, but for what C++ says when it ends a process over
 * an exception that nobody caught, which is kept. TensorRT ends its process so where it has no other way to fail.
 */
final class LastWords {
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
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(said, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(WHAT)) {
                    what = line.substring(WHAT.length()).strip();
                } else if (!line.startsWith(ENDS)) {
                    out.println(line);
                }
            }
        } catch (IOException e) {
            // It is gone, and has said what it had to say.
        }
    }

    /** The exception's text, or nothing; the process has ended. */
    String what() {
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return what;
    }
}
