package io.lynceus.processor.cli;

import io.lynceus.processor.config.DurationText;
import io.lynceus.processor.plan.Fleet;
import io.lynceus.processor.plan.Machines;
import io.lynceus.processor.plan.Numbers;
import io.lynceus.processor.plan.Plan;
import io.lynceus.processor.plan.ServiceTimes;
import io.lynceus.processor.plan.Size;
import io.lynceus.vision.UserError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is planned for. */
final class PlanOptions {
    @Option(names = "--cameras", paramLabel = "N", required = true, description = "How many, all alike.")
    private int cameras;

    @Option(names = "--fps", paramLabel = "N", description = "Frames a second of each (default: ${DEFAULT-VALUE}).")
    private double fps = 10;

    @Option(names = "--size", paramLabel = "WxH", description = "Of its pictures (default: ${DEFAULT-VALUE}).")
    private String size = "1920x1080";

    @Option(
            names = "--codec",
            paramLabel = "NAME",
            description = "h264, h265, mjpeg, or another as FFmpeg names it (default: ${DEFAULT-VALUE}).")
    private String codec = "h264";

    @Option(
            names = "--bitrate",
            paramLabel = "RATE",
            description = "Of each, such as 4M or 800k; a number alone is in Mbit/s (default: ${DEFAULT-VALUE}).")
    private String bitrate = "4M";

    @Option(
            names = "--keyframe-interval",
            paramLabel = "TIME",
            description = "From one keyframe to the next (default: ${DEFAULT-VALUE}).")
    private String keyframes = "2s";

    @Option(
            names = "--detect-fps",
            paramLabel = "N",
            description =
                    "Of the frames of each the model sees so many a second, as sample=N of process (default: all).")
    private @Nullable Double detectFps;

    @Option(names = "--objects", paramLabel = "N", description = "In each frame (default: ${DEFAULT-VALUE}).")
    private int objects = 8;

    @Option(
            names = "--by-name",
            description = "The hashes of their names decide in which partitions they are: ./lynceus topics balance has"
                    + " not been run.")
    private boolean byName;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "gelan-t, v9-c, or another that has service times (default: ${DEFAULT-VALUE}).")
    private String model = "gelan-t";

    @Option(names = "--imgsz", paramLabel = "PIXELS", description = "Side of its input (default: ${DEFAULT-VALUE}).")
    private int imageSize = 640;

    @Option(names = "--gpu", paramLabel = "NAME", description = "A card in each machine of process, such as H200.")
    private @Nullable String gpu;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            description = "Whose service times count: onnxruntime, cuda, tensorrt (default: whichever there are).")
    private @Nullable String engine;

    @Option(names = "--cores", paramLabel = "N", description = "Of each machine (default: ${DEFAULT-VALUE}).")
    private int cores = 16;

    @Option(
            names = "--network",
            paramLabel = "RATE",
            description = "Of each machine, each way; half of it is used (default: ${DEFAULT-VALUE}).")
    private String network = "10G";

    @Option(
            names = "--load",
            paramLabel = "PART",
            description = "How busy machines may be, 0 to 1 (default: ${DEFAULT-VALUE}).")
    private double load = 0.7;

    @Option(names = "--retention", paramLabel = "TIME", description = "Of packets (default: ${DEFAULT-VALUE}).")
    private String retention = "1d";

    @Option(names = "--event-retention", paramLabel = "TIME", description = "Of events (default: ${DEFAULT-VALUE}).")
    private String eventRetention = "7d";

    @Option(names = "--replication", paramLabel = "N", description = "Copies in Kafka (default: ${DEFAULT-VALUE}).")
    private int replication = 3;

    @Option(
            names = "--service-times",
            paramLabel = "FILE",
            description = "What bench times or bench detect wrote; PERFORMANCE.md has what it leaves out.")
    private @Nullable Path serviceTimes;

    /** @throws UserError when something is out of range or there are no service times for it */
    Plan plan() {
        if (imageSize < 32 || imageSize > 4096) {
            throw new UserError("--imgsz " + imageSize + ": from 32 to 4096");
        }
        Size pixels = Size.of("--size", size);
        Fleet fleet = new Fleet(
                cameras,
                fps,
                pixels.width(),
                pixels.height(),
                asFFmpegNamesIt(codec),
                Numbers.bitsPerSecond("--bitrate", bitrate),
                time("--keyframe-interval", keyframes).toMillis() / 1000.0,
                detectFps == null ? fps : detectFps,
                objects,
                byName);
        Machines machines = new Machines(
                cores,
                gpu,
                engine,
                Numbers.bitsPerSecond("--network", network),
                load,
                replication,
                time("--retention", retention),
                time("--event-retention", eventRetention));
        ServiceTimes times = serviceTimes == null ? ServiceTimes.stated() : ServiceTimes.read(serviceTimes);
        return new Plan(fleet, machines, model, imageSize, times);
    }

    private static Duration time(String option, String text) {
        try {
            return DurationText.parse(text);
        } catch (UserError e) {
            throw new UserError(option + ": " + e.getMessage(), e);
        }
    }

    private static String asFFmpegNamesIt(String codec) {
        String name = codec.toLowerCase(Locale.ROOT);
        return name.equals("h265") ? "hevc" : name;
    }
}
