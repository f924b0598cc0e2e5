package io.lynceus.processor.chaos;

import io.lynceus.vision.RunError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The memory of a child process, seen from outside. */
final class ProcessMemory {
    private static final Pattern AFTER_COLLECTION = Pattern.compile("->(\\d+)([KMG])\\(\\d+[KMG]\\)");
    private static final double KIB_PER_MIB = 1024;

    private ProcessMemory() {}

    /** Resident memory in MiB, as ps tells. */
    static double resident(long pid) {
        try {
            Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid))
                    .redirectErrorStream(true)
                    .start();
            String text = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return Long.parseLong(text) / KIB_PER_MIB;
        } catch (IOException | NumberFormatException e) {
            throw new RunError("ps does not tell the memory of process " + pid + ": " + e.getMessage(), e);
        }
    }

    /** Live objects in MiB as the last line of a JVM's -Xlog:gc tells; 0 before the first collection. */
    static double heap(Path gcLog) {
        try {
            double mib = 0;
            for (String line : Files.readAllLines(gcLog, StandardCharsets.UTF_8)) {
                Matcher matcher = AFTER_COLLECTION.matcher(line);
                if (matcher.find()) {
                    mib = Long.parseLong(matcher.group(1)) * unit(matcher.group(2));
                }
            }
            return mib;
        } catch (IOException e) {
            throw new RunError("the log of the garbage collector cannot be read: " + e.getMessage(), e);
        }
    }

    private static double unit(String letter) {
        return switch (letter) {
            case "K" -> 1 / KIB_PER_MIB;
            case "M" -> 1;
            default -> KIB_PER_MIB;
        };
    }
}
