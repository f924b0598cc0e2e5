package io.lynceus.processor.streams;

import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The name that an instance keeps over its restarts, held by this process alone as long as it is open. By it the broker
 * knows that a new process stands in for one that died, and gives it the dead one's cameras and ends the dead one's
 * transaction at once.
 *
 * <p>A name that nobody gave is made once and kept in the state folder; a second process on the same folder gets a
 * second one. The operating system frees the lock of a process that dies, however it dies.
 */
final class InstanceName implements AutoCloseable {
    private static final int MOST = 1_000;

    private final String name;
    private final FileChannel lock;

    private InstanceName(String name, FileChannel lock) {
        this.name = name;
        this.lock = lock;
    }

    /**
     * Takes the name of an application's instance.
     *
     * @param given null for the folder's own
     * @throws UserError when the given name is at work on this folder already
     * @throws RunError when the folder cannot be written
     */
    static InstanceName claim(Path stateFolder, String applicationId, @Nullable String given) {
        Path folder = stateFolder.resolve(applicationId);
        try {
            Files.createDirectories(folder);
            if (given != null) {
                InstanceName named = take(folder.resolve("instance-" + given), given);
                if (named == null) {
                    throw new UserError("--instance " + given + ": a process of that name is at work already (it holds "
                            + folder.resolve("instance-" + given) + ")");
                }
                return named;
            }
            for (int i = 1; i <= MOST; i++) {
                InstanceName own = take(folder.resolve("instance." + i), null);
                if (own != null) {
                    return own;
                }
            }
            throw new RunError("the state folder " + folder + " is shared by more than " + MOST + " processes");
        } catch (IOException e) {
            throw new RunError(
                    "the state folder " + folder + " cannot be written (" + reason(e)
                            + "): make room or give rights there, or name another with --state",
                    e);
        }
    }

    /** @return null when another process has it, or this one */
    private static @Nullable InstanceName take(Path file, @Nullable String given) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            if (tryLock(channel) == null) {
                return null;
            }
            String name = given == null ? kept(channel) : given;
            taken = true;
            return new InstanceName(name, channel);
        } finally {
            if (!taken) {
                channel.close();
            }
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String kept(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(256);
        channel.read(bytes, 0);
        String known = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8).strip();
        if (!known.isEmpty()) {
            return known;
        }
        String made = host() + "-" + UUID.randomUUID().toString().substring(0, 8);
        ByteBuffer text = StandardCharsets.UTF_8.encode(made + "\n");
        while (text.hasRemaining()) {
            channel.write(text, text.position());
        }
        channel.force(true);
        return made;
    }

    /** For people who look at the group; the random part makes the name unique. */
    private static String host() {
        try {
            String host = InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9._-]", "-");
            return host.substring(0, Math.min(host.length(), 100));
        } catch (IOException e) {
            return "instance";
        }
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        String kind = e.getClass().getSimpleName().replace("Exception", "").replace("FileSystem", "");
        return kind.equals("IO") || kind.isEmpty() ? String.valueOf(message) : kind + " " + message;
    }

    String name() {
        return name;
    }

    /** Lets another process have the name. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            System.getLogger(InstanceName.class.getName())
                    .log(System.Logger.Level.DEBUG, "the lock of " + name + " goes with the process", e);
        }
    }
}
