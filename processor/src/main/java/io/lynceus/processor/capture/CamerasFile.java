package io.lynceus.processor.capture;

import io.lynceus.processor.config.CameraConfig;
import io.lynceus.processor.config.CaptureConfig;
import io.lynceus.processor.config.ConfigFile;
import io.lynceus.processor.config.Setting;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of cameras that is looked at again and again. One thread.
 *
 * <p>Its content is compared, not its time, and no file system is asked to tell of changes: so it may be edited in
 * place, replaced, be on a network drive, or a Kubernetes ConfigMap, which is swapped by a symbolic link to its folder.
 */
public final class CamerasFile {
    private static final Logger LOG = LoggerFactory.getLogger(CamerasFile.class);

    private final Path file;
    private final List<Setting> settings;
    /** What was taken last, good or not; null when the file could not be read. */
    private byte @Nullable [] taken;
    /** What the last look has seen, which may be half of what an editor is writing. */
    private byte @Nullable [] seen;

    /**
     * Reads nothing yet.
     *
     * @param settings go before the file's, each time
     */
    public CamerasFile(Path file, List<Setting> settings) {
        this.file = file;
        this.settings = List.copyOf(settings);
    }

    /**
     * The cameras in it now.
     *
     * @throws UserError with file and key when it cannot be read or is wrong
     */
    public List<Camera> read() {
        try {
            taken = Files.readAllBytes(file);
        } catch (IOException e) {
            throw unreadable();
        }
        seen = taken;
        return parse(taken);
    }

    /**
     * Looks whether it has changed. A change counts when two looks have seen the same; one that is wrong is a warning,
     * once.
     *
     * @return the cameras when there is something new, else null
     */
    public @Nullable List<Camera> look() {
        byte[] before = seen;
        seen = content();
        if (Arrays.equals(seen, taken) || !Arrays.equals(seen, before)) {
            return null;
        }
        taken = seen;
        try {
            if (taken == null) {
                throw unreadable();
            }
            return parse(taken);
        } catch (UserError e) {
            LOG.warn("the cameras stay as they were: {}", e.getMessage());
            return null;
        }
    }

    /** Its path. */
    @Override
    public String toString() {
        return file.toString();
    }

    private byte @Nullable [] content() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            return null;
        }
    }

    private UserError unreadable() {
        return new UserError("cannot read the cameras " + file + ": "
                + (Files.exists(file) ? "no permission, or not a file" : "no such file"));
    }

    private List<Camera> parse(byte[] content) {
        String name = file.toString();
        return cameras(name, ConfigFile.parse(name, content, settings, CaptureConfig.class));
    }

    /**
     * The cameras of a configuration.
     *
     * @param origin of the configuration, put before what is wrong
     * @throws UserError when there is no list of them, or one is no good
     */
    public static List<Camera> cameras(String origin, CaptureConfig config) {
        List<CameraConfig> given = config.cameras();
        if (given == null) {
            // Not the same as none: an editor or a full disk can leave an empty file.
            throw new UserError(origin + ": cameras: is missing; for no camera at all write cameras: []");
        }
        return IntStream.range(0, given.size())
                .mapToObj(i -> Camera.of(origin + ": cameras[" + i + "].", given.get(i), Reach.ANYWHERE))
                .toList();
    }
}
