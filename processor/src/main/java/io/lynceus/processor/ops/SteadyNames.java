package io.lynceus.processor.ops;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes out of the labels of Kafka's meters what Kafka Streams draws by chance at each start: with it, every start
 * would bring Prometheus hundreds of new series.
 */
final class SteadyNames implements MeterFilter {
    private static final Pattern DRAWN =
            Pattern.compile("-?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    @Override
    public Meter.Id map(Meter.Id id) {
        if (!id.getName().startsWith("kafka.")) {
            return id;
        }
        List<Tag> steady = id.getTags().stream()
                .map(tag -> Tag.of(tag.getKey(), DRAWN.matcher(tag.getValue()).replaceAll("")))
                .toList();
        return id.replaceTags(steady);
    }
}
