package io.lynceus.processor.sinks;

import io.lynceus.processor.config.Redacted;
import io.lynceus.schemas.JsonSerializer;
import io.lynceus.schemas.avro.ZoneEvent;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Zone events as POST requests, one each, with the event as JSON. With a secret each request says
 * {@code Lynceus-Signature: t=SECONDS,v1=HEX}: HMAC-SHA256 over the seconds since 1970, a dot and the body.
 */
public final class Webhook implements Delivery {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String HMAC = "HmacSHA256";

    /** Bad request, too large, and not to be processed: another try would fare no better. */
    private static final Set<Integer> NEVER = Set.of(400, 413, 422);

    private final URI address;
    private final @Nullable String secret;
    private final Clock clock;
    private final JsonSerializer<ZoneEvent> json = new JsonSerializer<>(ZoneEvent.getClassSchema());
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /**
     * @param url http or https
     * @param secret null for no signature
     */
    public Webhook(String url, @Nullable String secret, Clock clock) {
        this.address = address(url);
        this.secret = secret;
        this.clock = clock;
    }

    private static URI address(String url) {
        try {
            URI address = URI.create(url);
            if (address.getHost() != null
                    && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // As below.
        }
        throw new UserError("--url " + Redacted.url(url) + ": an address such as https://HOST/PATH");
    }

    @Override
    public void deliver(ZoneEvent event) throws IOException, InterruptedException {
        byte[] body = Objects.requireNonNull(json.serialize("", event));
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Lynceus-Event", ascii(event.getEventId()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (secret != null) {
            request.header(
                    "Lynceus-Signature", signature(secret, clock.instant().getEpochSecond(), body));
        }
        int status = http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
        if (NEVER.contains(status)) {
            throw new RefusedException("status " + status);
        }
        if (status < 200 || status >= 300) {
            throw new IOException("status " + status);
        }
    }

    static String signature(String secret, long seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
            mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
            return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a header may have it. */
    private static String ascii(String text) {
        return text.replaceAll("[^\\x20-\\x7E]", "?");
    }

    @Override
    public void close() {
        // Its connections end with it.
    }

    @Override
    public String toString() {
        return Redacted.url(address.toString());
    }
}
