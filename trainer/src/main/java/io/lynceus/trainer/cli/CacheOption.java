package io.lynceus.trainer.cli;

import io.lynceus.trainer.data.CachedData;
import io.lynceus.trainer.data.DataFile;
import io.lynceus.trainer.data.DiskData;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where decoded pictures stay between epochs. */
final class CacheOption {
    @Option(
            names = "--cache",
            paramLabel = "WHERE",
            description =
                    "ram: keep decoded pictures in memory, as many as fit into a third of Java's (JAVA_OPTS=-Xmx16g"
                            + " gives more); disk: keep them in the cache folder, for later runs too, up to 1.2 MB"
                            + " for each of 640 pixels; none: each epoch decodes them again.")
    private Cache cache = Cache.NONE;

    private enum Cache {
        NONE,
        RAM,
        DISK
    }

    /** @throws io.lynceus.vision.UserError when the data file cannot be read */
    DataFile read(Path file) {
        DataFile read = DataFile.read(file);
        return switch (cache) {
            case NONE -> read;
            case RAM -> CachedData.of(read);
            case DISK -> DiskData.of(read);
        };
    }
}
