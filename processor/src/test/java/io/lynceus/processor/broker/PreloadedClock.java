package io.lynceus.processor.broker;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * The time of day of a child process, wrong by as much as a test says at any moment. A small C library that is loaded
 * before libc answers clock_gettime and its like; the clocks that nobody sets stay right.
 */
public final class PreloadedClock {
    private static final String LIBRARY = """
            #include <fcntl.h>
            #include <stdlib.h>
            #include <sys/mman.h>
            #include <sys/syscall.h>
            #include <sys/time.h>
            #include <time.h>
            #include <unistd.h>

            /* nanoseconds ahead; millionths that it goes too quickly; the right time when that began */
            static volatile long long *wrong;

            __attribute__((constructor)) static void begin(void) {
                int file = open(getenv("WRONG_BY"), O_RDONLY);
                wrong = mmap(0, 24, PROT_READ, MAP_SHARED, file, 0);
            }

            static long long now(clockid_t id) {
                struct timespec time;
                syscall(SYS_clock_gettime, id, &time);
                long long nanos = time.tv_sec * 1000000000LL + time.tv_nsec;
                int day = id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE;
                return day && wrong ? nanos + wrong[0] + (nanos - wrong[2]) / 1000000 * wrong[1] : nanos;
            }

            int clock_gettime(clockid_t id, struct timespec *time) {
                if (id != CLOCK_REALTIME && id != CLOCK_REALTIME_COARSE) {
                    return syscall(SYS_clock_gettime, id, time);
                }
                long long nanos = now(id);
                time->tv_sec = nanos / 1000000000LL;
                time->tv_nsec = nanos % 1000000000LL;
                return 0;
            }

            int gettimeofday(struct timeval *time, void *zone) {
                long long nanos = now(CLOCK_REALTIME);
                time->tv_sec = nanos / 1000000000LL;
                time->tv_usec = nanos % 1000000000LL / 1000;
                return 0;
            }

            time_t time(time_t *to) {
                time_t seconds = now(CLOCK_REALTIME) / 1000000000LL;
                if (to) {
                    *to = seconds;
                }
                return seconds;
            }
            """;

    private final Path library;
    private final Path file;
    private final MappedByteBuffer wrong;

    /**
     * Compiles the library into a folder.
     *
     * @param name of this clock, unique in the folder
     */
    public PreloadedClock(Path folder, String name) throws IOException, InterruptedException {
        library = folder.resolve("clock.so");
        if (!Files.exists(library)) {
            compile(folder);
        }
        file = folder.resolve(name + ".clock");
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
            wrong = opened.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, 3 * Long.BYTES);
            wrong.order(ByteOrder.nativeOrder());
        }
    }

    /** True where there is a C compiler. */
    public static boolean canBeMade() {
        return Files.isExecutable(Path.of("/usr/bin/gcc"));
    }

    private void compile(Path folder) throws IOException, InterruptedException {
        Path source = Files.writeString(folder.resolve("clock.c"), LIBRARY, StandardCharsets.UTF_8);
        Process gcc = new ProcessBuilder(
                        "/usr/bin/gcc", "-O1", "-shared", "-fPIC", "-o", library.toString(), source.toString())
                .inheritIO()
                .start();
        if (gcc.waitFor() != 0) {
            throw new IOException("the library was not compiled");
        }
    }

    /** What a child's environment needs for this to be its clock. */
    public Map<String, String> environment() {
        return Map.of("LD_PRELOAD", library.toString(), "WRONG_BY", file.toString());
    }

    /** From now on the child's clock is ahead of ours by this, or behind when it is negative. */
    public void ahead(Duration by) {
        wrong.putLong(Long.BYTES, 0);
        wrong.putLong(0, by.toNanos());
    }

    /** From now on it goes too quickly by so much in a second, or too slowly when that is negative. */
    public void slewed(Duration inASecond) {
        wrong.putLong(2 * Long.BYTES, System.currentTimeMillis() * 1_000_000);
        wrong.putLong(Long.BYTES, inASecond.toNanos() / 1_000);
    }
}
