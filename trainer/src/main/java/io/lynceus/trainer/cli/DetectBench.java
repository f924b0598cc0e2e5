package io.lynceus.trainer.cli;

import io.lynceus.trainer.data.Frame;
import io.lynceus.trainer.data.FrameSource;
import io.lynceus.vision.RunError;
import io.lynceus.vision.boxes.Nms;
import io.lynceus.vision.boxes.NmsSettings;
import io.lynceus.vision.engine.Convention;
import io.lynceus.vision.engine.EngineSettings;
import io.lynceus.vision.engine.Lane;
import io.lynceus.vision.engine.OnnxEngine;
import io.lynceus.vision.engine.Parallelism;
import io.lynceus.vision.model.InputSize;
import io.lynceus.vision.model.ModelFile;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Models of one input on the frames of a video, in turns frame by frame, each on this thread alone: its CPU time is
 * what a frame costs, whatever else the machine does.
 */
final class DetectBench implements AutoCloseable {
    private static final Parallelism ONE_CORE = new Parallelism(1, 1, 1, Duration.ZERO);
    private static final NmsSettings SERVING = NmsSettings.SERVING;

    /** Of the first frames some are slow, until memory is there and the JVM has compiled. */
    private static final int WARM_UP = 3;

    private final Nms nms = new Nms(SERVING);
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final List<Subject> subjects = new ArrayList<>();
    private final List<Long> decode = new ArrayList<>();

    /** A model at work, and what its frames cost, in nanoseconds. */
    private record Subject(OnnxEngine engine, Lane lane, List<Long> run, List<Long> boxes) {}

    /**
     * @param models of the same input
     * @throws io.lynceus.vision.UserError when one cannot be run
     */
    DetectBench(List<ModelFile> models, InputSize size) {
        try {
            for (ModelFile model : models) {
                OnnxEngine engine = OnnxEngine.open(model, new EngineSettings(List.of(), 0, Convention.AUTO, ONE_CORE));
                subjects.add(new Subject(engine, engine.lane(size), new ArrayList<>(), new ArrayList<>()));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * @param frames that each model sees, at most; fewer where the video has fewer
     * @throws RunError when the video has too few to say anything
     */
    List<ModelTime> run(Path video, InputSize size, int frames) {
        try (FrameSource source = FrameSource.open(video, size.width(), size.height())) {
            for (int i = 0; i < WARM_UP + frames; i++) {
                long start = now();
                Frame frame = source.next();
                long decoded = now();
                if (frame == null) {
                    break;
                }
                // What runs second finds the frame in the caches.
                Collections.reverse(subjects);
                for (Subject subject : subjects) {
                    measure(subject, frame, i >= WARM_UP);
                }
                if (i >= WARM_UP) {
                    decode.add(decoded - start);
                }
            }
        }
        if (decode.isEmpty()) {
            throw new RunError(video + " has no more than " + WARM_UP + " frames, which are not counted");
        }
        return subjects.stream()
                .map(subject -> new ModelTime(
                        subject.engine().model().name(),
                        Math.max(size.width(), size.height()),
                        subject.engine().model().precision(),
                        middle(decode),
                        middle(subject.run()),
                        middle(subject.boxes())))
                .toList();
    }

    private void measure(Subject subject, Frame frame, boolean counts) {
        long start = now();
        subject.lane().write(0, frame.source());
        long written = now();
        subject.lane().run(1);
        long done = now();
        nms.apply(subject.lane().read(0, SERVING.score()));
        if (counts) {
            subject.run().add(done - written);
            subject.boxes().add(written - start + now() - done);
        }
    }

    private long now() {
        return threads.getCurrentThreadCpuTime();
    }

    private static double middle(List<Long> nanos) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return sorted.get(sorted.size() / 2) / 1e6;
    }

    @Override
    public void close() {
        for (Subject subject : subjects) {
            subject.lane().close();
            subject.engine().close();
        }
        subjects.clear();
    }
}
