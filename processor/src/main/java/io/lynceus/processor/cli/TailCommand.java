package io.lynceus.processor.cli;

import io.lynceus.processor.kafka.AnalyticsTopic;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.EventReader;
import io.lynceus.processor.kafka.StatusReader;
import io.lynceus.processor.kafka.TopicReader;
import io.lynceus.schemas.avro.CameraStatus;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.vision.UserError;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Events as they come. */
@Command(
        name = "tail",
        description = "Prints the committed events of lynceus.detections as they come, until Ctrl-C; or tracks, zone"
                + " events, counts,"
                + " or what happens to the cameras.",
        mixinStandardHelpOptions = true)
final class TailCommand implements Callable<Integer> {
    private static final Duration POLL = Duration.ofMillis(250);

    @Mixin
    BrokerOptions broker = new BrokerOptions();

    @Option(
            names = "--status",
            description = "The cameras' status instead, from lynceus.camera-status: connected, lost, dropped packets.")
    boolean status;

    @Option(names = "--tracks", description = "The tracks instead, from lynceus.tracks.")
    boolean tracks;

    @Option(names = "--zone-events", description = "What happens at zones and lines instead, from lynceus.zone-events.")
    boolean zoneEvents;

    @Option(names = "--counts", description = "The windows of counts instead, from lynceus.counts.")
    boolean counts;

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
        if (Stream.of(status, tracks, zoneEvents, counts)
                        .filter(wanted -> wanted)
                        .count()
                > 1) {
            throw new UserError("--status, --tracks, --zone-events and --counts: one of them");
        }
        try (StopSignal stop = StopSignal.install()) {
            if (tracks) {
                follow(stop, AnalyticsTopic.TRACKS);
            } else if (zoneEvents) {
                follow(stop, AnalyticsTopic.ZONE_EVENTS);
            } else if (counts) {
                follow(stop, AnalyticsTopic.COUNTS);
            } else if (status) {
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

    private void follow(StopSignal stop, AnalyticsTopic topic) {
        Broker there = broker.broker();
        String name = topic.name(there.topics());
        there.require(name);
        try (TopicReader<AnalyticsTopic.Identified> reader =
                new TopicReader<>(there, name, topic.reader(there.codecs()), fromBeginning)) {
            Text<AnalyticsTopic.Identified> text = new Text<>(
                    AnalyticsText.header(topic),
                    AnalyticsTopic.Identified::camera,
                    one -> AnalyticsText.row(one.record()),
                    one -> one.record().toString());
            follow(stop, () -> reader.poll(POLL), text);
        }
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
