package io.lynceus.processor.cli;

import io.lynceus.processor.config.CameraZones;
import io.lynceus.processor.config.ConfigFile;
import io.lynceus.processor.config.ProcessConfig;
import io.lynceus.processor.operator.LiveSettings;
import io.lynceus.vision.UserError;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Zones, lines and blurred classes that were saved from the page: to a file, and from one. */
@Command(
        name = "zones",
        description = {
            "Zones, lines and blurred classes that were saved from the page, in lynceus.settings.",
            "For a camera of which something was saved that counts, and not the file of process --config."
        },
        mixinStandardHelpOptions = true)
final class ZonesCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    @Command(
            name = "export",
            description = "Prints what was saved as the keys that the file of process --config has for it.",
            mixinStandardHelpOptions = true)
    int export(@Mixin BrokerOptions broker) {
        try (LiveSettings settings = LiveSettings.saved(broker.broker())) {
            out().print(ConfigFile.yaml(settings.asInAFile()));
            out().flush();
            return 0;
        }
    }

    @Command(
            name = "import",
            description = "Saves the zones, lines and blurred classes of a file of process --config, for all instances."
                    + " What the file says nothing of stays as it is.",
            mixinStandardHelpOptions = true)
    int read(
            @Mixin BrokerOptions broker,
            @Parameters(paramLabel = "FILE", description = "The file; its other keys are left aside.") Path file) {
        ProcessConfig config = ConfigFile.read(file, List.of(), ProcessConfig.class);
        Map<String, List<String>> blur = config.page().blur();
        Map<String, CameraZones> zones = config.analytics().cameras();
        Set<String> cameras = new TreeSet<>(zones.keySet());
        cameras.addAll(blur.keySet());
        if (cameras.isEmpty()) {
            throw new UserError(file + ": has neither analytics.cameras nor page.blur");
        }
        try (LiveSettings settings = LiveSettings.saved(broker.broker())) {
            for (String camera : cameras) {
                settings.save(camera, zones.get(camera), blur.get(camera));
                out().println(camera + ": saved");
            }
            out().flush();
            return 0;
        }
    }

    @Command(
            name = "forget",
            description = "Forgets what was saved of cameras: the file of process --config counts again.",
            mixinStandardHelpOptions = true)
    int forget(
            @Mixin BrokerOptions broker,
            @Parameters(paramLabel = "CAMERA", arity = "1..*", description = "Names.") List<String> cameras) {
        try (LiveSettings settings = LiveSettings.saved(broker.broker())) {
            cameras.forEach(settings::forget);
            return 0;
        }
    }
}
