package io.lynceus.processor.cli;

import io.lynceus.processor.decode.Mp4Copy;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.playback.Blur;
import io.lynceus.processor.playback.Clip;
import io.lynceus.processor.playback.FrameName;
import io.lynceus.processor.playback.StoredEvents;
import io.lynceus.processor.playback.StoredPackets;
import io.lynceus.processor.playback.Stretch;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.vision.UserError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The seconds around an event as a video. */
@Command(
        name = "clip",
        description = {
            "Writes the seconds around an event as an MP4 file, from the packets that the broker still has.",
            "The video is the camera's own, not encoded again, unless --boxes or --blur ask for other pictures"
                    + " or MP4 has"
                    + " no place for its codec; it begins at the keyframe before."
        },
        mixinStandardHelpOptions = true)
final class ClipCommand implements Callable<Integer> {
    @Mixin
    private BrokerOptions broker = new BrokerOptions();

    @Option(
            names = "--event",
            paramLabel = "ID",
            required = true,
            description = "The frameId of the event, camera:epoch:sequence; see ./lynceus tail --json.")
    private String event = "";

    @Option(
            names = "--before",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "How much before it, up to 300 (default: ${DEFAULT-VALUE}).")
    private double before;

    @Option(
            names = "--after",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "How much after it, up to 300 (default: ${DEFAULT-VALUE}).")
    private double after;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "The MP4 file to write.")
    private Path output = Path.of("clip.mp4");

    @Option(names = "--boxes", description = "Draw what was found: the video is encoded again, as H.264.")
    private boolean boxes;

    @Mixin
    private BlurOption blur = new BlurOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        FrameName frame = FrameName.parse(event);
        Duration earlier = seconds("--before", before);
        Duration later = seconds("--after", after);
        try (StopSignal stop = StopSignal.install()) {
            Broker connection = broker.broker();
            Stretch stretch;
            try (StoredPackets packets = new StoredPackets(connection, stop::asked)) {
                stretch = packets.around(frame, earlier, later);
            }
            spec.commandLine().getOut().println(output + ": " + write(stretch, connection, stop::asked));
            spec.commandLine().getOut().flush();
        }
        return 0;
    }

    private String write(Stretch stretch, Broker connection, BooleanSupplier stopped) {
        Blur hidden = blur.blur(connection, stretch.event().getCamera());
        String how;
        boolean drawn = boxes || hidden.isWanted() || !Clip.canBeCopied(stretch);
        if (drawn) {
            List<FrameDetections> events;
            try (StoredEvents stored = new StoredEvents(connection, stopped)) {
                events = stored.of(stretch);
            }
            blur.unseen(events).forEach(spec.commandLine().getErr()::println);
            Clip.draw(stretch, events, boxes, hidden, output);
            how = boxes || hidden.isWanted()
                    ? "encoded again, because the pictures are drawn upon"
                    : "encoded again, because MP4 does not take the camera's " + stretch.codec() + " as it is";
        } else {
            Clip.copy(stretch, output, Mp4Copy.Layout.WHOLE);
            how = "the camera's own " + stretch.codec();
        }
        double begin = drawn ? stretch.from() : 0;
        return String.format(
                Locale.ROOT,
                "%.1f s, the event at %.1f s; %s%s",
                stretch.length() - begin,
                stretch.eventAt() - begin,
                how,
                stretch.hasGaps() ? "; packets are missing in between" : "");
    }

    private static Duration seconds(String option, double seconds) {
        if (!(seconds >= 0 && seconds <= StoredPackets.LONGEST.toSeconds())) {
            throw new UserError(option + " " + seconds + ": seconds from 0 to " + StoredPackets.LONGEST.toSeconds());
        }
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
