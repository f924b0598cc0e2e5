package io.lynceus.processor.bench;

import io.lynceus.processor.capture.Packet;
import io.lynceus.processor.capture.PacketReader;
import io.lynceus.processor.decode.Decoders;
import io.lynceus.processor.decode.StreamFormat;
import io.lynceus.processor.inference.DetectorSettings;
import io.lynceus.processor.plan.ServiceTimes;
import io.lynceus.processor.plan.ServiceTimes.DecodeTime;
import io.lynceus.processor.plan.ServiceTimes.EngineTime;
import io.lynceus.processor.plan.ServiceTimes.PipelineTimes;
import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import io.lynceus.vision.engine.Convention;
import io.lynceus.vision.engine.OnnxEngine;
import io.lynceus.vision.engine.Parallelism;
import io.lynceus.vision.model.ModelFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Measures this machine's service times: a video's decoding, a model on one core, and the rest of the pipeline. */
public final class TimesBench {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int PACKETS = 500;
    private static final int PICTURES = 30;

    /** Cameras of a thread while CPU time is measured, so that frames share polls and commits as they do under load. */
    private static final int CAMERAS = 4;

    private final Path video;
    private final ModelFile model;
    private final Duration warmUp;
    private final Duration length;
    private final Consumer<String> progress;

    /**
     * @param warmUp before each run of cameras, in which the JVM compiles
     * @param length of each run of cameras
     * @param progress takes what is being done
     */
    public TimesBench(Path video, ModelFile model, Duration warmUp, Duration length, Consumer<String> progress) {
        this.video = video;
        this.model = model;
        this.warmUp = warmUp;
        this.length = length;
        this.progress = progress;
    }

    /**
     * Blocks for as long as it takes: two runs of cameras with their warm-up, and some seconds.
     *
     * @throws UserError when video or model cannot be used
     * @throws RunError when no event came, as on a machine that is very busy
     */
    public ServiceTimes run() {
        int cores = Runtime.getRuntime().availableProcessors();
        progress.accept("the model");
        EngineTime engine = engine();
        progress.accept("decoding");
        DecodeTime decode = decode(engine.imgsz());
        progress.accept("cameras that keep each thread at work");
        LiveBench live = new LiveBench(video, null, cores, warmUp, length);
        ThreadParts busy = live.run(CAMERAS * cores).millis();
        progress.accept("a camera alone");
        LiveRun.Seen alone = live.run(1);
        if (Double.isNaN(alone.committing().p50())) {
            throw new RunError("no event came while a camera alone was measured: take more --seconds");
        }
        double frame = Math.max(0.001, busy.process() - decode.millis());
        double inThread = decode.millis() + frame;
        return new ServiceTimes(
                machine(),
                List.of(decode),
                List.of(engine),
                new PipelineTimes(
                        round(frame),
                        round(alone.committing().p50()),
                        round(busy.capture()),
                        round(busy.broker()),
                        round(alone.making().p50() - inThread),
                        ServiceTimes.stated().pipeline().startSeconds(),
                        null));
    }

    private EngineTime engine() {
        DetectorSettings usual = DetectorSettings.defaults();
        DetectorSettings one = new DetectorSettings(
                usual.scoreThreshold(),
                usual.iouThreshold(),
                null,
                0,
                Convention.AUTO,
                new Parallelism(1, 1, 1, Duration.ZERO));
        try (OnnxEngine engine = OnnxEngine.open(model, one.engine())) {
            EngineAlone.run(engine, PICTURES / 3);
            Measured measured = EngineAlone.run(engine, PICTURES);
            return new EngineTime(
                    engine.model().name(),
                    engine.model().input().width(),
                    "onnxruntime",
                    null,
                    Map.of(1, round(measured.cpuMillisPerFrame())),
                    null);
        }
    }

    private DecodeTime decode(int side) {
        List<Packet> packets = new ArrayList<>();
        try (PacketReader reader = PacketReader.open(video.toString(), TIMEOUT)) {
            for (Packet packet = reader.read(); packet != null && packets.size() < PACKETS; packet = reader.read()) {
                packets.add(packet);
            }
        }
        if (packets.isEmpty()) {
            throw new UserError("no packet in " + video);
        }
        new DecodedStream(packets, side).run(Decoders.ON_CPU);
        Measured.Start start = Measured.Start.now();
        Measured measured = start.until(new DecodedStream(packets, side).run(Decoders.ON_CPU));
        StreamFormat format = packets.get(0).format();
        return new DecodeTime(
                format.codec(), format.width() + "x" + format.height(), round(measured.cpuMillisPerFrame()), null);
    }

    private static String machine() {
        return Runtime.getRuntime().availableProcessors() + " cores, " + System.getProperty("os.arch") + ", Java "
                + Runtime.version().feature();
    }

    /** To the microsecond, and no less than one: clocks of CPU time are coarse. */
    private static double round(double millis) {
        return Math.max(1, Math.round(millis * 1000)) / 1000.0;
    }
}
