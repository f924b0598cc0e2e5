package io.lynceus.vision.engine.tensorrt;

import io.lynceus.vision.Reason;
import io.lynceus.vision.RunError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans kept in a folder, each under its key. Several processes may use one folder: who needs a plan that another is
 * building waits for it.
 */
public final class PlanCache {
    private static final Logger LOG = LoggerFactory.getLogger(PlanCache.class);
    private static final String ENDING = ".plan";
    private static final String STOPPED = "stopped while a plan of TensorRT's was waited for";
    private static final Duration LOOK = Duration.ofMillis(100);
    /** A file's lock is the process's: within one, its threads take turns here. */
    private static final ReentrantLock TURN = new ReentrantLock();

    private final Path folder;
    private final BooleanSupplier stopped;

    /** @param folder made when a plan is kept */
    public PlanCache(Path folder) {
        this(folder, () -> false);
    }

    /** @param stopped asked again and again while a plan is waited for: whether there is to be none any more */
    public PlanCache(Path folder, BooleanSupplier stopped) {
        this.folder = folder;
        this.stopped = stopped;
    }

    /**
     * A plan.
     *
     * @param timings what was measured on the card, earlier and for this one
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Made(byte[] plan, byte[] timings) {}

    /** Makes a plan. */
    @FunctionalInterface
    interface Build {
        /**
         * @param timings of earlier builds on the card, or none
         * @param folder empty, for what is needed meanwhile; it is deleted afterwards
         */
        Made build(byte[] timings, Path folder) throws IOException;
    }

    /** Brings a plan to where it is used. */
    @FunctionalInterface
    interface Load<T> {
        /**
         * @param plan from position to limit
         * @throws PlanFile.Damaged when it is no good any more, as for a library that has changed
         */
        T load(ByteBuffer plan) throws PlanFile.Damaged;
    }

    /**
     * Loads the plan of that key: the one that is kept, or a new one if there is none or it is no good, which is
     * logged.
     *
     * @throws RunError when the folder cannot be used, a new plan is no good either, or there is to be none any more
     */
    <T> T get(PlanKey key, Load<T> load, Build build) {
        Path file = folder.resolve(key.fileStem() + ENDING);
        turn();
        try {
            Files.createDirectories(folder);
            try (FileChannel channel = lockFile(key.fileStem());
                    FileLock lock = lock(channel)) {
                T kept = kept(file, key, load);
                return kept != null ? kept : load.load(made(file, key, build));
            }
        } catch (IOException e) {
            throw new RunError("cannot keep plans in " + folder + ": " + Reason.of(e), e);
        } catch (PlanFile.Damaged e) {
            throw new RunError("a plan is no good that was just made: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunError(STOPPED, e);
        } finally {
            TURN.unlock();
        }
    }

    private void turn() {
        try {
            while (!TURN.tryLock(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                refuseWhenStopped();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunError(STOPPED, e);
        }
    }

    /** Another process that makes the plan has it until then, or until it is no more. */
    private FileLock lock(FileChannel channel) throws IOException, InterruptedException {
        FileLock lock = channel.tryLock();
        if (lock == null) {
            LOG.info("another process makes or loads the plan, which is waited for");
        }
        while (lock == null) {
            refuseWhenStopped();
            TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
            lock = channel.tryLock();
        }
        return lock;
    }

    private void refuseWhenStopped() {
        if (stopped.getAsBoolean()) {
            throw new RunError(STOPPED);
        }
    }

    private FileChannel lockFile(String stem) throws IOException {
        return FileChannel.open(folder.resolve(stem + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static <T> @Nullable T kept(Path file, PlanKey key, Load<T> load) throws IOException {
        try {
            PlanFile kept = PlanFile.read(file);
            if (kept.text().equals(key.text())) {
                return load.load(kept.plan());
            }
            LOG.warn("the plan {} is of another model or card and is built again", file);
        } catch (NoSuchFileException e) {
            LOG.debug("no plan {} yet", file);
        } catch (PlanFile.Damaged e) {
            LOG.warn("the plan {} is built again: {}", file, e.getMessage());
        }
        return null;
    }

    private ByteBuffer made(Path file, PlanKey key, Build build) throws IOException {
        LOG.info(
                "making the plan {} for {}, which takes seconds to minutes",
                file,
                key.card().name());
        Path measured = folder.resolve(key.timingsStem() + ".timings");
        Path meanwhile = folder.resolve(key.fileStem() + ".building");
        // Of one that was killed.
        delete(meanwhile);
        Files.createDirectory(meanwhile);
        try {
            Made made = build.build(measured(measured), meanwhile);
            ByteBuffer plan = ByteBuffer.wrap(made.plan());
            new PlanFile(key.text(), plan).write(file);
            // One of two is lost when two models are built at once; it saves time and nothing else. But they take turns
            // to write.
            try (FileChannel channel = lockFile(key.timingsStem());
                    FileLock lock = channel.lock()) {
                new PlanFile("timings", ByteBuffer.wrap(made.timings())).write(measured);
            }
            return plan;
        } finally {
            delete(meanwhile);
        }
    }

    private static void delete(Path files) throws IOException {
        if (Files.isDirectory(files)) {
            try (Stream<Path> all = Files.list(files)) {
                for (Path each : all.toList()) {
                    Files.delete(each);
                }
            }
            Files.delete(files);
        }
    }

    private static byte[] measured(Path file) throws IOException {
        try {
            ByteBuffer bytes = PlanFile.read(file).plan();
            byte[] array = new byte[bytes.remaining()];
            bytes.get(array);
            return array;
        } catch (NoSuchFileException | PlanFile.Damaged e) {
            return new byte[0];
        }
    }

    /**
     * A plan that is kept.
     *
     * @param name by which it is removed
     * @param bytes of the file
     * @param text what it was made of and for, in lines, or what is wrong with it
     */
    public record Entry(String name, long bytes, String text) {}

    /** All that are kept, by name. */
    public List<Entry> list() {
        List<Entry> entries = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .toList()) {
                String name = file.getFileName().toString();
                entries.add(
                        new Entry(name.substring(0, name.length() - ENDING.length()), Files.size(file), text(file)));
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new RunError("cannot list the plans in " + folder + ": " + Reason.of(e), e);
        }
        return entries;
    }

    private static String text(Path file) throws IOException {
        try {
            return PlanFile.read(file).text();
        } catch (PlanFile.Damaged e) {
            return "damaged: " + e.getMessage() + "\n";
        }
    }

    /** Removes a plan; false when there is none of that name. */
    public boolean remove(String name) {
        try {
            return name.matches("[0-9a-f]+") && Files.deleteIfExists(folder.resolve(name + ENDING));
        } catch (IOException e) {
            throw new RunError("cannot remove the plan " + name + ": " + Reason.of(e), e);
        }
    }
}
