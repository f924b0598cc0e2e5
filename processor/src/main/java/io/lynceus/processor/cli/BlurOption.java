package io.lynceus.processor.cli;

import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.operator.LiveSettings;
import io.lynceus.processor.playback.Blur;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Option;

/** Whom pictures do not show. */
final class BlurOption {
    @Option(
            names = "--blur",
            paramLabel = "CLASS",
            split = ",",
            description = "Pixelate the boxes of these classes, such as person,car. Where nobody knows what is in a"
                    + " picture, all of it is pixelated (default: those that were saved on the page).")
    private List<String> classes = new ArrayList<>();

    /** These, and those that were saved for the camera on the page. */
    Blur blur(Broker broker, String camera) {
        try (LiveSettings settings = new LiveSettings(broker, Map.of(), Map.of())) {
            Set<String> all = new LinkedHashSet<>(classes);
            all.addAll(settings.blurred(camera));
            return new Blur(all);
        }
    }
}
