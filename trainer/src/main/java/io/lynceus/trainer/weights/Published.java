package io.lynceus.trainer.weights;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Weights in the catalogue.
 *
 * @param name that people give
 * @param url of the file
 * @param architecture that was trained, by our name
 * @param license its short name
 * @param classes how many it tells apart
 * @param imgsz pixels of the pictures that it was trained for
 * @param ap on COCO in per cent, as published; null where it is not
 * @param megabytes of the file, about; null where it is not known
 * @param sha256 of the file, lower-case hex; null where nobody has published it
 */
public record Published(
        String name,
        URI url,
        String architecture,
        String license,
        int classes,
        int imgsz,
        @Nullable Double ap,
        @Nullable Integer megabytes,
        @Nullable String sha256) {

    /** The last part of the address. */
    public String file() {
        String path = url.getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Who has published it: the owner and name of the repository. */
    public String source() {
        String[] parts = url.getPath().split("/", -1);
        return parts.length > 2 ? parts[1] + "/" + parts[2] : url.getHost();
    }

    /** What somebody should know before the file is fetched. */
    public String terms() {
        return license.startsWith("GPL")
                ? license + ": its terms also bind what you pass on that holds these weights, so read them before"
                : license + ", the licence of the repository that publishes them";
    }
}
