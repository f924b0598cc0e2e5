package io.lynceus.processor.capture;

import io.lynceus.processor.config.UserError;

/**
 * A camera by name.
 *
 * @param name unique in the deployment, the key of its records: letters, digits, dot, dash, underscore
 * @param source URL, or path of a file
 */
public record Camera(String name, String source) {
    public Camera {
        if (!name.matches("[A-Za-z0-9._-]{1,200}")) {
            throw new UserError("camera name '" + Redacted.url(name)
                    + "': only letters, digits, dot, dash and underscore, at most 200");
        }
        if (source.isBlank()) {
            throw new UserError("camera " + name + ": no URL or file after the '='");
        }
    }

    /** @param text NAME=URL or NAME=FILE */
    public static Camera parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new UserError("--camera " + Redacted.url(text) + ": write NAME=URL or NAME=FILE");
        }
        return new Camera(text.substring(0, equals), text.substring(equals + 1));
    }

    /** True for a URL, false for a file. */
    public boolean live() {
        return source.contains("://") && !source.startsWith("file:");
    }

    /** Without the source's credentials. */
    @Override
    public String toString() {
        return name + "=" + Redacted.url(source);
    }
}
