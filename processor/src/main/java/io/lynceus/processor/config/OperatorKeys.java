package io.lynceus.processor.config;

import io.lynceus.vision.UserError;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The keys for whoever looks after a verb that runs for months. */
final class OperatorKeys {
    static final String HTTP =
            "where /metrics, /livez and /readyz are, for whoever reaches that address; a port alone is"
                    + " one on 127.0.0.1, 0 any free one; off if not set";

    static final String OTLP = "where an OpenTelemetry collector takes the same metrics each minute, such as"
            + " http://collector:4318/v1/metrics; nowhere if not set";

    private OperatorKeys() {}

    static void check(@Nullable String http, @Nullable String otlp) {
        if (http != null) {
            HttpAddress.parse(http);
        }
        if (otlp != null && !isHttp(otlp)) {
            throw new UserError("otlp: " + Redacted.url(otlp) + " is not an http or https URL");
        }
    }

    private static boolean isHttp(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
