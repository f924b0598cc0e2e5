package io.lynceus.processor.cli;

import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.playback.FrameName;
import io.lynceus.processor.playback.StillPicture;
import io.lynceus.processor.playback.StoredEvents;
import io.lynceus.processor.playback.StoredPackets;
import io.lynceus.processor.playback.StoredTracks;
import io.lynceus.processor.playback.Stretch;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** One frame as a picture. */
@Command(
        name = "snapshot",
        description =
                "Writes the picture of an event's frame, or a track's best, as a JPEG file with its boxes, from the"
                        + " packets that the broker still has.",
        mixinStandardHelpOptions = true)
final class SnapshotCommand implements Callable<Integer> {
    @Mixin
    private BrokerOptions broker = new BrokerOptions();

    @Option(
            names = "--event",
            paramLabel = "ID",
            description = "The frameId of the event, camera:epoch:sequence; see ./lynceus tail --json.")
    private @Nullable String event;

    @Option(names = "--camera", paramLabel = "NAME", description = "The camera of --track, where no --event is named.")
    private @Nullable String camera;

    @Option(
            names = "--track",
            paramLabel = "N",
            description = "The frame in which this track was seen best, with its box alone; of --event, its box alone.")
    private @Nullable Long track;

    @Option(names = "--no-boxes", description = "Draw nothing upon it.")
    private boolean plain;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "The JPEG file to write.")
    private Path output = Path.of("snapshot.jpg");

    @Mixin
    private BlurOption blur = new BlurOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (event == null && (camera == null || track == null)) {
            throw new UserError("--event ID, or --camera NAME and --track N");
        }
        try (StopSignal stop = StopSignal.install()) {
            Broker connection = broker.broker();
            FrameName frame = event != null
                    ? FrameName.parse(event)
                    : StoredTracks.best(
                            connection, Objects.requireNonNull(camera), Objects.requireNonNull(track), stop::asked);
            Stretch stretch;
            try (StoredPackets packets = new StoredPackets(connection, stop::asked)) {
                // A little after it too, for a decoder gives a picture when it knows that none comes before it.
                stretch = packets.around(frame, Duration.ZERO, Duration.ofSeconds(1));
            }
            List<FrameDetections> events;
            try (StoredEvents stored = new StoredEvents(connection, stop::asked)) {
                events = stored.of(stretch);
            }
            blur.unseen(events).forEach(spec.commandLine().getErr()::println);
            write(StillPicture.jpeg(stretch, events, !plain, track, blur.blur(connection, frame.camera())));
        }
        return 0;
    }

    private void write(byte[] jpeg) {
        try {
            Files.write(output, jpeg);
        } catch (IOException e) {
            throw new UserError("cannot write " + output + ": is there such a folder, and may you write to it?", e);
        }
        spec.commandLine().getOut().println(output + ": " + jpeg.length / 1024 + " kB");
        spec.commandLine().getOut().flush();
    }
}
