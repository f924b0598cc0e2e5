package io.lynceus.processor.cli;

import io.lynceus.processor.playback.Blur;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import picocli.CommandLine.Option;

/** Whom pictures do not show. */
final class BlurOption {
    @Option(
            names = "--blur",
            paramLabel = "CLASS",
            split = ",",
            description = "Pixelate the boxes of these classes, such as person,car. Where nobody knows what is in a"
                    + " picture, all of it is pixelated (default: none).")
    private List<String> classes = new ArrayList<>();

    Blur blur() {
        return new Blur(new LinkedHashSet<>(classes));
    }
}
