package io.lynceus.trainer.weights;

import io.lynceus.vision.Reason;
import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Gets a published file and holds it to its digest: the catalogue's, or that of the first one that was fetched. */
public final class Fetcher {
    /** The address or folder that has the files in place of those of the catalogue. */
    public static final String MIRROR = "LYNCEUS_WEIGHTS_URL";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Map<String, String> environment;
    private final DownloadListener listener;
    private final Consumer<Duration> pause;

    /** @param environment for the mirror and the proxies */
    public Fetcher(Map<String, String> environment, DownloadListener listener) {
        this(environment, listener, Fetcher::sleep);
    }

    Fetcher(Map<String, String> environment, DownloadListener listener, Consumer<Duration> pause) {
        this.environment = Map.copyOf(environment);
        this.listener = listener;
        this.pause = pause;
    }

    /** Where a file would come from, for people: without a name and password. */
    public String from(Published published) {
        return address(published).replaceFirst("://[^/]*@", "://");
    }

    private String address(Published published) {
        String mirror = environment.getOrDefault(MIRROR, "");
        return mirror.isBlank() ? published.url().toString() : mirror.replaceFirst("/$", "") + "/" + published.file();
    }

    /**
     * The file, fetched unless it is there. Of several processes one fetches, the others wait for it.
     *
     * @param folder of these weights; made when it is not there
     * @param here a file that somebody has already; null to fetch it
     * @throws RunError when it cannot be had
     * @throws UserError when it is not the file that it was or should be
     */
    public Path get(Published published, Path folder, @Nullable Path here) {
        Path file = folder.resolve(published.file());
        try {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(
                            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock one = channel.lock()) {
                if (!Files.exists(file) || here != null) {
                    Path part = folder.resolve(published.file() + ".part");
                    bring(published, part, here);
                    hold(published, folder, part);
                    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
                } else {
                    hold(published, folder, file);
                }
            }
            return file;
        } catch (IOException e) {
            throw new RunError(folder + ": " + Reason.of(e), e);
        }
    }

    private void bring(Published published, Path part, @Nullable Path here) throws IOException {
        String from = from(published);
        Path local = here;
        if (local == null && !from.matches("https?://.*")) {
            local = Path.of(from.replaceFirst("^file:(//)?", ""));
        }
        if (local != null) {
            if (!Files.isRegularFile(local)) {
                throw new UserError(local + ": no such file");
            }
            Files.copy(local, part, StandardCopyOption.REPLACE_EXISTING);
            return;
        }
        URI address;
        try {
            address = URI.create(from);
        } catch (IllegalArgumentException e) {
            throw new UserError(MIRROR + " " + from + ": no address", e);
        }
        if (!from.equals(address(published))) {
            throw new UserError(MIRROR + ": the name and password in it are not sent to " + from
                    + "; fetch the file by other means and name it with --from");
        }
        new Download(new Link(new Proxies(environment), PATIENCE), listener, pause).fetch(address, part);
    }

    private static void hold(Published published, Path folder, Path file) throws IOException {
        String digest = Digest.of(file);
        Path kept = digestFile(published, folder);
        String first = Digest.kept(kept);
        String wanted = published.sha256() == null ? first : published.sha256();
        if (wanted != null && !wanted.equals(digest)) {
            Files.delete(file);
            throw new UserError(published.name() + ": what came is not the file "
                    + (published.sha256() == null ? "that was fetched first" : "of the catalogue")
                    + ": its sha256 is " + digest + ", not " + wanted + "; it was deleted"
                    + (published.sha256() == null
                            ? ". If a new one was published: ./lynceus weights remove --forget " + published.name()
                            : ""));
        }
        if (first == null) {
            Digest.keep(kept, digest);
        }
    }

    static Path digestFile(Published published, Path folder) {
        return folder.resolve(published.file() + ".sha256");
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunError("interrupted", e);
        }
    }
}
