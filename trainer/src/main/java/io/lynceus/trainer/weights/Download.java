package io.lynceus.trainer.weights;

import io.lynceus.vision.Reason;
import io.lynceus.vision.RunError;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Fetches a file over HTTP. What breaks off is gone on with where it stopped, also by a later process: the part that is
 * there stays, with the tag by which the server can tell that its file is still the same one. It gives up only when
 * several tries one after the other bring nothing.
 */
final class Download {
    private static final int FRUITLESS_TRIES = 6;
    private static final int BUFFER = 1 << 16;

    private final Link link;
    private final DownloadListener listener;
    private final Consumer<Duration> pause;

    /** @param pause waits before the next try */
    Download(Link link, DownloadListener listener, Consumer<Duration> pause) {
        this.link = link;
        this.listener = listener;
        this.pause = pause;
    }

    /**
     * Returns when the file is whole.
     *
     * @param part where it grows; begun or not
     * @throws RunError when the server does not give it, or it cannot be written
     */
    void fetch(URI address, Path part) {
        long most = size(part);
        int fruitless = 0;
        while (true) {
            String why;
            try {
                if (attempt(address, part)) {
                    Files.deleteIfExists(tag(part));
                    return;
                }
                why = "the connection broke off";
            } catch (IOException e) {
                why = Reason.of(e);
            }
            long now = size(part);
            fruitless = now > most ? 0 : fruitless + 1;
            most = Math.max(most, now);
            if (fruitless == FRUITLESS_TRIES) {
                throw new RunError(address + ": " + why + "; " + now + " bytes are kept, the same command goes on");
            }
            listener.again(why);
            pause.accept(Duration.ofMillis(250L << fruitless));
        }
    }

    /** @return whether the file is whole */
    private boolean attempt(URI address, Path part) throws IOException {
        String tag = tagOf(part);
        long have = tag.isEmpty() ? 0 : size(part);
        HttpURLConnection answer = link.open(address, have, tag);
        try {
            int status = answer.getResponseCode();
            if (status == Link.RANGE_NOT_SATISFIABLE) {
                if (Answers.whole(answer) == have) {
                    return true;
                }
                Files.deleteIfExists(part);
                return false;
            }
            Answers.check(address, answer);
            boolean goesOn = status == HttpURLConnection.HTTP_PARTIAL && Answers.start(answer) == have;
            if (!goesOn && status == HttpURLConnection.HTTP_PARTIAL) {
                throw new IOException("the server sent another part than the one that is missing");
            }
            long start = goesOn ? have : 0;
            long length = answer.getContentLengthLong();
            long whole = length < 0 ? 0 : start + length;
            checkSpace(part, length);
            try (InputStream in = answer.getInputStream();
                    FileChannel out = open(part, start)) {
                keepTag(part, Answers.tag(answer));
                copy(in, out, part, start, whole);
            }
            return whole == 0 || size(part) == whole;
        } finally {
            answer.disconnect();
        }
    }

    private void copy(InputStream in, FileChannel out, Path part, long start, long whole) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long done = start;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            write(out, part, ByteBuffer.wrap(buffer, 0, read));
            done += read;
            listener.bytes(done, whole);
        }
    }

    private static void write(FileChannel out, Path part, ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        } catch (IOException e) {
            throw new RunError(part + ": cannot be written: " + Reason.of(e), e);
        }
    }

    private static FileChannel open(Path part, long start) {
        try {
            FileChannel out = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (out.size() > start) {
                out.truncate(start);
            }
            return out.position(start);
        } catch (IOException e) {
            throw new RunError(part + ": cannot be written: " + Reason.of(e), e);
        }
    }

    /** After the part was cut to what belongs to the same file. */
    private static void keepTag(Path part, String tag) {
        try {
            Files.writeString(tag(part), tag);
        } catch (IOException e) {
            throw new RunError(tag(part) + ": cannot be written: " + Reason.of(e), e);
        }
    }

    private static void checkSpace(Path part, long length) throws IOException {
        Path folder = part.toAbsolutePath().getParent();
        long free = Files.getFileStore(folder).getUsableSpace();
        if (length > free) {
            throw new RunError(folder + ": " + length / 1_000_000 + " MB more are to be fetched, and it has room for "
                    + free / 1_000_000 + "; LYNCEUS_CACHE names another folder");
        }
    }

    private static long size(Path part) {
        try {
            return Files.exists(part) ? Files.size(part) : 0;
        } catch (IOException e) {
            throw new RunError(part + ": " + Reason.of(e), e);
        }
    }

    private static Path tag(Path part) {
        return part.resolveSibling(part.getFileName() + ".tag");
    }

    private static String tagOf(Path part) throws IOException {
        return Files.exists(tag(part)) ? Files.readString(tag(part)) : "";
    }
}
