package io.lynceus.processor.config;

import io.lynceus.vision.UserError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a verb listens for HTTP.
 *
 * @param host a name or an address, IPv6 without brackets
 * @param port 0 for any free one
 */
public record HttpAddress(String host, int port) {
    private static final Pattern TEXT = Pattern.compile("(?:(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+):)?(\\d{1,5})");
    private static final String HERE = "127.0.0.1";

    /**
     * @param text HOST:PORT, or PORT for one on 127.0.0.1
     * @throws UserError when it is neither
     */
    public static HttpAddress parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new UserError("http: " + text + " is not HOST:PORT, such as 127.0.0.1:8088, or a port");
        }
        int port = Integer.parseInt(parts.group(2));
        if (port > 65535) {
            throw new UserError("http: " + port + " is not a port, from 0 to 65535");
        }
        String host = parts.group(1);
        return new HttpAddress(host == null ? HERE : host.replaceAll("[\\[\\]]", ""), port);
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
