package io.lynceus.trainer.weights;

import io.lynceus.vision.UserError;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The way out of this network, as the environment has it for every other program: {@code https_proxy}, {@code
 * http_proxy}, {@code all_proxy}, {@code no_proxy}, in either case of letters. Without them Java's own settings hold.
 */
record Proxies(Map<String, String> environment) {
    private static final int USUAL_PORT = 1080;

    Proxies {
        environment = Map.copyOf(environment);
    }

    /** @throws UserError when the environment names no proxy that can be understood */
    Proxy of(URI address) {
        String given = Stream.of(variable(address.getScheme() + "_proxy"), variable("all_proxy"))
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("");
        if (given.isEmpty()) {
            return ProxySelector.getDefault().select(address).stream()
                    .findFirst()
                    .orElse(Proxy.NO_PROXY);
        }
        return isLeftOut(address.getHost()) ? Proxy.NO_PROXY : proxy(given);
    }

    private static Proxy proxy(String given) {
        try {
            URI proxy = URI.create(given.contains("://") ? given : "http://" + given);
            boolean socks = proxy.getScheme().startsWith("socks");
            int port = proxy.getPort() > 0 ? proxy.getPort() : USUAL_PORT;
            return new Proxy(
                    socks ? Proxy.Type.SOCKS : Proxy.Type.HTTP,
                    new InetSocketAddress(Objects.requireNonNull(proxy.getHost()), port));
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new UserError("the proxy in the environment is no http://HOST:PORT", e);
        }
    }

    private boolean isLeftOut(String host) {
        return Arrays.stream(variable("no_proxy").split("[\\s,]+"))
                .filter(name -> !name.isEmpty())
                .map(name -> name.replaceFirst("^\\*?\\.", "").toLowerCase(Locale.ROOT))
                .anyMatch(name -> name.equals("*")
                        || host.equalsIgnoreCase(name)
                        || host.toLowerCase(Locale.ROOT).endsWith("." + name));
    }

    private String variable(String name) {
        String lower = environment.getOrDefault(name, "");
        return lower.isBlank() ? environment.getOrDefault(name.toUpperCase(Locale.ROOT), "") : lower;
    }
}
