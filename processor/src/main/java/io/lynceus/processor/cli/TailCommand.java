package io.lynceus.processor.cli;

import io.lynceus.processor.kafka.EventReader;
import io.lynceus.processor.kafka.StatusReader;
import io.lynceus.schemas.avro.CameraStatus;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.vision.UserError;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Events as they come. */
@Command(
        name = "tail",
        description =
                "Prints the committed events of lynceus.detections as they come, until Ctrl-C; or what happens to the cameras.",
        mixinStandardHelpOptions = true)
final class TailCommand implements Callable<Integer> {
    private static final Duration POLL = Duration.ofMillis(250);

    @Mixin
    BrokerOptions broker = new BrokerOptions();

    @Option(
            names = "--status",
            description = "The cameras' status instead, from lynceus.camera-status: connected, lost, dropped packets.")
    boolean status;

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
        try (StopSignal stop = StopSignal.install()) {
            if (status) {
                try (StatusReader reader = StatusReader.open(broker.broker(), fromBeginning)) {
                    Text<CameraStatus> text = new Text<>(
                            CameraStatusText.HEADER,
                            CameraStatus::getCamera,
                            CameraStatusText::row,
                            CameraStatus::toString);
                    follow(stop, () -> reader.poll(POLL), text);
                }
            } else {
                try (EventReader reader = EventReader.open(broker.broker(), fromBeginning)) {
                    Text<FrameDetections> text =
                            new Text<>(EventText.HEADER, FrameDetections::getCamera, EventText::row, EventText::json);
                    follow(stop, () -> reader.poll(POLL), text);
                }
            }
        }
        return 0;
    }

    private record Text<T>(
            String header, Function<T, String> camera, Function<T, String> row, Function<T, String> json) {}

    private <T> void follow(StopSignal stop, Supplier<List<T>> poll, Text<T> text) {
        PrintWriter out = spec.commandLine().getOut();
        if (!json) {
            out.println(text.header);
            out.flush();
        }
        long wanted = count == null ? Long.MAX_VALUE : count;
        long printed = 0;
        while (printed < wanted && !stop.asked() && !out.checkError()) {
            for (T record : poll.get()) {
                if (printed < wanted && (camera == null || camera.equals(text.camera.apply(record)))) {
                    out.println((json ? text.json : text.row).apply(record));
                    printed++;
                }
            }
            out.flush();
        }
    }
}
