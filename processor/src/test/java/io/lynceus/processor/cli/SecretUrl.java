package io.lynceus.processor.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A camera's URL as people write it.
 *
 * @param secrets what nobody may read, as it is in the URL and as it is meant
 */
record SecretUrl(String url, List<String> secrets) {
    /** Makes one after the other. */
    static final class Maker {
        private static final String PLAIN = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
        private static final String SIGNS = "/#?@:% &=+;,'\"\\{}[]<>|^~$!*()._-\u00e4\u00df\u20ac`";
        private static final List<String> SCHEMES = List.of("rtsp", "rtsps", "http", "https", "srt", "rtmp", "RTSP");

        private final Random random;

        Maker(Random random) {
            this.random = random;
        }

        SecretUrl next() {
            List<String> secrets = new ArrayList<>();
            boolean encoded = random.nextBoolean();
            String start = SCHEMES.get(random.nextInt(SCHEMES.size())) + "://";
            String host = random.nextInt(8) == 0 ? "[::1]:1" : "127.0.0.1:1";
            String url = switch (random.nextInt(10)) {
                case 0, 1, 2 ->
                    start + "admin:" + secret(secrets, SIGNS, encoded) + "@" + host + "/Streaming/Channels/101";
                case 3 -> start + secret(secrets, SIGNS, encoded) + "@" + host + "/a";
                case 4 ->
                    start + host + "/cgi-bin/snap?user=admin&password=" + secret(secrets, inQuery(), encoded)
                            + "&channel=1";
                case 5 -> start + host + "/live?" + secret(secrets, inQuery(), encoded);
                case 6 ->
                    start + host + "/user=admin_password=" + secret(secrets, SIGNS.replace("?", ""), encoded)
                            + "_channel=1_stream=0.sdp?real_stream";
                case 7 -> start + host + "/user/admin/pwd/" + secret(secrets, SIGNS.replace("?", ""), encoded) + "/ch1";
                case 8 -> start + host + "/a#" + secret(secrets, SIGNS, encoded);
                default ->
                    start + "admin:" + secret(secrets, SIGNS, encoded) + "@" + host + "/a?token="
                            + secret(secrets, inQuery(), encoded);
            };
            return new SecretUrl(url, secrets);
        }

        /** In a query & and ; end a value, whoever wrote it. */
        private static String inQuery() {
            return SIGNS.replace("&", "").replace(";", "");
        }

        private String secret(List<String> secrets, String signs, boolean encoded) {
            StringBuilder made = new StringBuilder();
            int length = 8 + random.nextInt(17);
            for (int i = 0; i < length; i++) {
                String from = random.nextInt(3) == 0 ? signs : PLAIN;
                made.append(from.charAt(random.nextInt(from.length())));
            }
            String secret = made.toString();
            String written = encoded ? URLEncoder.encode(secret, StandardCharsets.UTF_8) : secret;
            secrets.add(secret);
            secrets.add(written);
            return written;
        }
    }
}
