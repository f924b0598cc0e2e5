package io.lynceus.processor.config;

import io.lynceus.vision.UserError;

/**
 * One value from the command line, which goes before the file's.
 *
 * @param origin how it was given, for messages: {@code --threads} or {@code --set}
 * @param path of the key
 * @param value as it was typed
 */
public record Setting(String origin, String path, String value) {
    /** The option for any key. */
    static final String ANY = "--set";

    /** @param text PATH=VALUE; only the first equals sign parts them, so values such as {@code sample=5} pass */
    public static Setting parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new UserError("--set " + text + ": write PATH=VALUE, such as --set model.score=0.4");
        }
        return new Setting(
                "--set",
                text.substring(0, equals).strip(),
                text.substring(equals + 1).strip());
    }

    /** True when a path is this one's, lies within it or leads to it. */
    boolean concerns(String other) {
        return within(other, path) || within(path, other);
    }

    private static boolean within(String inner, String outer) {
        return inner.equals(outer) || inner.startsWith(outer + ".") || inner.startsWith(outer + "[");
    }
}
