package io.lynceus.processor.ops;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code /metrics} says, as Prometheus would read it. */
public record Scrape(String text) {
    private static final Pattern SAMPLE = Pattern.compile("(?m)^(\\w+)(?:\\{(.*)})? (\\S+)$");

    /** Reads it. */
    public static Scrape of(URI server) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/metrics")).build();
        return new Scrape(HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body());
    }

    /** The sum of all samples of a name that have all these labels, such as {@code status="skipped"}. */
    public double sum(String name, String... labels) {
        double sum = 0;
        Matcher sample = SAMPLE.matcher(text);
        while (sample.find()) {
            String found = sample.group(2) == null ? "" : sample.group(2);
            boolean all = sample.group(1).equals(name);
            for (String label : labels) {
                all &= found.contains(label);
            }
            sum += all ? Double.parseDouble(sample.group(3)) : 0;
        }
        return sum;
    }
}
