package io.lynceus.processor.ops;

import io.lynceus.processor.web.OperatorServer;
import io.lynceus.processor.web.Shown.Answer;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micrometer.registry.otlp.OtlpConfig;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The meters of this process: read by Prometheus at {@code /metrics}, and sent to an OpenTelemetry collector where one
 * is named. Safe for several threads.
 */
public final class Meters implements AutoCloseable {
    private static final String OPEN_METRICS = "application/openmetrics-text";
    private static final String OPEN_METRICS_TYPE = OPEN_METRICS + "; version=1.0.0; charset=utf-8";
    private static final String TEXT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final MeterRegistry all;
    private final MachineMeters machine;

    private Meters(@Nullable OtlpMeterRegistry collector) {
        if (collector == null) {
            all = prometheus;
        } else {
            CompositeMeterRegistry both = new CompositeMeterRegistry();
            both.add(prometheus);
            both.add(collector);
            all = both;
        }
        // Kafka Streams draws it at each start, which would be new series; lynceus.stream.threads has what they say.
        all.config().meterFilter(MeterFilter.deny(id -> id.getTag("process.id") != null));
        machine = new MachineMeters(all);
    }

    /**
     * Meters, with those of the machine and of the JVM at once.
     *
     * @param collector an http or https URL, null for none; one that is away costs a warning a minute
     * @param verb what the collector knows this process as
     */
    public static Meters open(@Nullable String collector, String verb) {
        return new Meters(collector == null ? null : otlp(Map.of("otlp.url", collector), verb));
    }

    private static OtlpMeterRegistry otlp(Map<String, String> settings, String verb) {
        OtlpConfig config = new OtlpConfig() {
            @Override
            public @Nullable String get(String key) {
                return settings.get(key);
            }

            @Override
            public Map<String, String> resourceAttributes() {
                return Map.of("service.name", "lynceus-" + verb);
            }
        };
        return new OtlpMeterRegistry(config, Clock.SYSTEM);
    }

    /** Adds {@code /metrics}. */
    public void add(OperatorServer server) {
        server.show("/metrics", this::scrape);
    }

    private Answer scrape(String accept) {
        String type = accept.contains(OPEN_METRICS) ? OPEN_METRICS_TYPE : TEXT_TYPE;
        return new Answer(200, type, prometheus.scrape(type).getBytes(StandardCharsets.UTF_8));
    }

    /** Where meters are made. */
    MeterRegistry registry() {
        return all;
    }

    @Override
    public void close() {
        machine.close();
        all.close();
    }
}
