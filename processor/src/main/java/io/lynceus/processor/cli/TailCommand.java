package io.lynceus.processor.cli;

import io.lynceus.processor.config.UserError;
import io.lynceus.processor.topics.EventReader;
import io.lynceus.schemas.avro.FrameDetections;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Events as they come. */
@Command(
        name = "tail",
        description = "Prints the committed events of lynceus.detections as they come, until Ctrl-C.",
        mixinStandardHelpOptions = true)
final class TailCommand implements Callable<Integer> {
    private static final Duration POLL = Duration.ofMillis(250);

    @Mixin
    BootstrapOption broker = new BootstrapOption();

    @Option(names = "--json", description = "One JSON object a line, with every field (default: a table).")
    boolean json;

    @Option(names = "--camera", paramLabel = "NAME", description = "Only this camera's (default: all).")
    @Nullable
    String camera;

    @Option(names = "--from-beginning", description = "All that the topic holds first (default: from now on).")
    boolean fromBeginning;

    @Option(
            names = "--count",
            paramLabel = "N",
            description = "End after this many events (default: go on until Ctrl-C).")
    @Nullable
    Long count;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (count != null && count < 1) {
            throw new UserError("--count " + count + ": 1 or more");
        }
        long wanted = count == null ? Long.MAX_VALUE : count;
        PrintWriter out = spec.commandLine().getOut();
        try (StopSignal stop = StopSignal.install();
                EventReader reader = EventReader.open(broker.bootstrap, fromBeginning)) {
            if (!json) {
                out.println(EventText.HEADER);
                out.flush();
            }
            long printed = 0;
            while (printed < wanted && !stop.asked() && !out.checkError()) {
                for (FrameDetections event : reader.poll(POLL)) {
                    if (printed < wanted && (camera == null || camera.equals(event.getCamera()))) {
                        out.println(json ? EventText.json(event) : EventText.row(event));
                        printed++;
                    }
                }
                out.flush();
            }
        }
        return 0;
    }
}
