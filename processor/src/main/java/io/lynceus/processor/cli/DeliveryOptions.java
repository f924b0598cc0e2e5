package io.lynceus.processor.cli;

import io.lynceus.processor.config.DurationText;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.sinks.Delivery;
import io.lynceus.processor.sinks.DeliverySink;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the sinks of zone events have in common. */
final class DeliveryOptions {
    @Mixin
    BrokerOptions broker = new BrokerOptions();

    @Option(
            names = "--group",
            paramLabel = "NAME",
            description = "Consumer group; processes with the same one share the cameras (default: lynceus-webhook or"
                    + " lynceus-mqtt).")
    @Nullable
    String group;

    @Option(
            names = "--max-age",
            paramLabel = "TIME",
            description = "Leave out events that happened longer ago, such as 10m (default: none).")
    @Nullable
    String maxAge;

    /** Delivers until it is to stop. */
    void run(Delivery delivery, String usualGroup, PrintWriter err) {
        Broker there = broker.broker();
        try (StopSignal stop = StopSignal.install();
                StatusLine status = StatusLine.on(err);
                DeliverySink sink = DeliverySink.open(
                        there,
                        group == null ? usualGroup : group,
                        delivery,
                        maxAge == null ? null : DurationText.parse(maxAge),
                        Clock.systemUTC(),
                        stop::asked)) {
            status.print("sink: delivers to " + delivery + ", reading from " + there + ", Ctrl-C to stop");
            sink.run(() -> status.update(text(sink)));
            status.print(text(sink));
        }
    }

    private static String text(DeliverySink sink) {
        return String.format(Locale.ROOT, "sink: %,d events delivered", sink.delivered());
    }
}
