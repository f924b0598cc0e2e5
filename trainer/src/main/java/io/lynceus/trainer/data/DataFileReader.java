package io.lynceus.trainer.data;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.lynceus.vision.Reason;
import io.lynceus.vision.TextFile;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Tells the two forms of data files apart and says which keys nobody knows. */
final class DataFileReader {
    /** What the ecosystem's files carry besides, and training has no use for. */
    private static final Set<String> PICTURE_KEYS =
            Set.of("path", "train", "val", "test", "names", "nc", "download", "roboflow", "channels", "kpt_shape");

    private static final Set<String> VIDEO_KEYS = Set.of("video", "labels", "train", "val", "test", "names", "nc");

    private DataFileReader() {}

    static DataFile read(Path yaml, Path cache) {
        DataKeys keys = new DataKeys(yaml, parse(yaml));
        if (keys.has("video")) {
            keys.tellUnknown(VIDEO_KEYS);
            return VideoData.of(keys, cache);
        }
        keys.tellUnknown(PICTURE_KEYS);
        return CocoData.isMeantBy(keys) ? CocoData.of(keys) : PictureData.of(keys);
    }

    private static JsonNode parse(Path yaml) {
        if (Files.isDirectory(yaml)) {
            throw new UserError(yaml + ": a folder; name the data file itself, such as " + yaml.resolve("data.yaml"));
        }
        if (!Files.isRegularFile(yaml)) {
            throw new UserError(yaml + ": no such data file");
        }
        JsonNode root;
        try {
            root = new YAMLMapper().readTree(TextFile.read(yaml));
        } catch (JacksonException e) {
            String where =
                    e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
            throw new UserError(
                    yaml + ": not YAML" + where + ": "
                            + e.getOriginalMessage().lines().findFirst().orElse(""),
                    e);
        } catch (IOException e) {
            throw new UserError(yaml + ": cannot be read: " + Reason.of(e), e);
        }
        if (root == null || !root.isObject()) {
            throw new UserError(yaml + ": not a data file: keys such as train, val and names are missing");
        }
        return root;
    }
}
