package io.lynceus.processor.cli;

import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.operator.LiveSettings;
import io.lynceus.processor.playback.Blur;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.vision.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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

    BlurOption() {}

    BlurOption(List<String> classes) {
        this.classes = List.copyOf(classes);
    }

    /** These, and those that were saved for the camera on the page. */
    Blur blur(Broker broker, String camera) {
        try (LiveSettings settings = LiveSettings.saved(broker)) {
            Set<String> all = new LinkedHashSet<>(classes);
            all.addAll(settings.blurred(camera));
            return new Blur(all);
        }
    }

    /**
     * A line for each class of the command line that nothing in these frames was taken for: it may be written wrong,
     * and then somebody is seen.
     */
    List<String> unseen(List<FrameDetections> events) {
        Set<String> found = new TreeSet<>();
        events.forEach(event -> event.getDetections().forEach(box -> found.add(box.getLabel())));
        return unseen(found);
    }

    List<String> unseen(Set<String> found) {
        return classes.stream()
                .filter(name -> !found.contains(name))
                .map(name -> "lynceus: warning: --blur " + name + ": nothing in these frames was taken for that"
                        + Nearest.question(name, found))
                .toList();
    }
}
