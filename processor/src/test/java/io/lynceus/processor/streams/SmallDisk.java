package io.lynceus.processor.streams;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file system of a few MiB in memory, which can be filled and made read-only. Only root can make one. */
final class SmallDisk implements AutoCloseable {
    private static final byte[] BLOCK = new byte[4096];

    private final Path folder;

    /** Skips the test where it may not be mounted. */
    SmallDisk(Path folder, int mebibytes) throws IOException {
        this.folder = Files.createDirectories(folder);
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", folder.toString()),
                "only root can mount a small disk");
    }

    Path folder() {
        return folder;
    }

    /** Takes all the space that is left. */
    void fill() throws IOException {
        try (OutputStream ballast = Files.newOutputStream(ballast())) {
            while (true) {
                ballast.write(BLOCK);
            }
        } catch (IOException e) {
            // full
        }
    }

    void free() throws IOException {
        Files.delete(ballast());
    }

    /** What is open for writing stays so. */
    void readOnly() {
        mustRun("mount", "--bind", folder.toString(), folder.toString());
        mustRun("mount", "-o", "remount,ro,bind", folder.toString());
    }

    void writable() {
        mustRun("mount", "-o", "remount,rw,bind", folder.toString());
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    private static void mustRun(String... command) {
        if (!run(command)) {
            throw new IllegalStateException(String.join(" ", command) + " failed");
        }
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(List.of(command))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        // Once more where it was bound over itself. Whoever still has a file open does not hold it up.
        while (run("mountpoint", "-q", folder.toString())) {
            mustRun("umount", "--lazy", folder.toString());
        }
        if (Files.exists(ballast())) {
            throw new UncheckedIOException(new IOException(folder + " is still mounted"));
        }
    }
}
