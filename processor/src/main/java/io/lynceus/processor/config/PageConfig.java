package io.lynceus.processor.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The operator's page, which is at {@code http}.
 *
 * @param tokenFile path of a file that holds the token alone; null for a page that only this machine sees
 * @param blur names of classes by the camera's name
 * @param keystore path of a PKCS12 file; null for no TLS
 * @param keystorePasswordFile path of a file whose first line is the keystore's password; null for the environment's
 */
public record PageConfig(
        @Key(
                value = "file with a token of 16 characters or more: whoever has it sees the page; without one, who is"
                        + " on this machine",
                option = "--page-token-file",
                label = "FILE")
        @Nullable
        String tokenFile,

        @Key(
                value = "classes that pictures and videos of a camera do not show, by the camera's name",
                label = "{gate: [person]}")
        Map<String, List<String>> blur,

        @Key(
                value = "PKCS12 file with a private key and its certificates: --http speaks TLS, probes and metrics"
                        + " too",
                option = "--http-keystore",
                label = "FILE")
        @Nullable
        String keystore,

        @Key(
                value = "file whose first line is the password of the keystore; if not set, it is in the environment,"
                        + " LYNCEUS_HTTP_KEYSTORE_PASSWORD",
                option = "--http-keystore-password-file",
                label = "FILE")
        @Nullable
        String keystorePasswordFile) {
    /** For this machine, and everybody is seen. */
    public static final PageConfig NONE = new PageConfig(null, null, null, null);

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{16,200}");

    public PageConfig(
            @JsonProperty("tokenFile") @Nullable String tokenFile,
            @JsonProperty("blur") @Nullable Map<String, List<String>> blur,
            @JsonProperty("keystore") @Nullable String keystore,
            @JsonProperty("keystorePasswordFile") @Nullable String keystorePasswordFile) {
        this.tokenFile = tokenFile;
        this.keystore = keystore;
        this.keystorePasswordFile = keystorePasswordFile;
        this.blur = blur == null ? Map.of() : Map.copyOf(blur);
    }

    /**
     * Sees that each class which is not to be seen is one of the model's.
     *
     * @throws UserError when one is not: a name that is written wrong would show everybody
     */
    public void check(ModelClasses classes) {
        blur.forEach((camera, names) -> {
            for (String name : names) {
                String missing = classes.missing(name);
                if (missing != null) {
                    throw new UserError("page.blur." + camera + ": " + missing);
                }
            }
        });
    }

    /**
     * The token, read now; null for none.
     *
     * @throws UserError when the file cannot be read or holds no token
     */
    public @Nullable String token() {
        if (tokenFile == null) {
            return null;
        }
        try {
            String token = Files.readString(Path.of(tokenFile)).strip();
            if (!TOKEN.matcher(token).matches()) {
                throw new UserError("page.tokenFile: " + tokenFile
                        + " holds no token: 16 to 200 letters, digits, hyphens and underscores");
            }
            return token;
        } catch (IOException e) {
            throw new UserError("page.tokenFile: " + tokenFile + " cannot be read", e);
        }
    }
}
