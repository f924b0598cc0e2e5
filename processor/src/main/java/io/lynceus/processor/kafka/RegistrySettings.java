package io.lynceus.processor.kafka;

import io.lynceus.processor.config.Redacted;
import io.lynceus.vision.UserError;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A schema registry, by the keys that Confluent's clients have for it, among the settings of the Kafka clients:
 * {@code schema.registry.url}, {@code basic.auth.user.info} or {@code bearer.auth.token},
 * {@code schema.registry.ssl.*}, {@code auto.register.schemas}. Its text is the address.
 *
 * @param url without a slash at its end
 * @param authorization what the header of that name says; null for nobody in particular
 * @param tls what is trusted, and who we are; null for what Java trusts
 * @param register whether schemas that it does not have are given to it; else they are only looked up
 */
record RegistrySettings(
        URI url, @Nullable String authorization, @Nullable SSLContext tls, boolean register) {
    private static final String URL = "schema.registry.url";

    /** Null when the settings name none. */
    static @Nullable RegistrySettings of(ClientSettings client) {
        Map<String, String> values = client.values();
        String url = values.get(URL);
        if (url == null) {
            return null;
        }
        return new RegistrySettings(
                address(url),
                authorization(values),
                RegistryTls.of(values),
                Boolean.parseBoolean(values.getOrDefault("auto.register.schemas", "true")));
    }

    private static URI address(String url) {
        try {
            URI address = URI.create(url.strip().replaceFirst("/+$", ""));
            if (address.getHost() != null
                    && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                    && address.getUserInfo() == null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // As below.
        }
        throw new UserError(URL + " " + Redacted.url(url)
                + ": one address such as https://registry:8081; user and password are basic.auth.user.info");
    }

    private static @Nullable String authorization(Map<String, String> values) {
        String token = values.get("bearer.auth.token");
        if (token != null) {
            return "Bearer " + token;
        }
        String user = values.getOrDefault("basic.auth.user.info", values.get("schema.registry.basic.auth.user.info"));
        return user == null
                ? null
                : "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
