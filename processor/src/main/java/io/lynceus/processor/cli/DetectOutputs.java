package io.lynceus.processor.cli;

import io.lynceus.processor.cli.FrameLine.Status;
import io.lynceus.processor.decode.VideoFacts;
import io.lynceus.processor.decode.VideoWriter;
import io.lynceus.vision.Reason;
import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where {@code detect} writes to, and the counts of what it wrote. One thread. */
final class DetectOutputs implements FrameSink, AutoCloseable {
    private final @Nullable JsonLines json;
    private final @Nullable Path video;
    private final VideoFacts facts;
    private final ShowTimes times;
    private final DetectProgress progress;
    private long damaged;
    private final Map<Status, Long> byStatus = new EnumMap<>(Status.class);
    private final Map<String, Long> byLabel = new TreeMap<>();
    private @Nullable VideoWriter writer;

    /**
     * @param json a file, or - for {@code out}; null for none
     * @param video a file, or null for none
     * @param source where the frames are from, for people
     * @param facts of the video
     * @param mayJump see {@link ShowTimes}
     */
    DetectOutputs(
            @Nullable String json,
            @Nullable Path video,
            String source,
            VideoFacts facts,
            boolean mayJump,
            PrintWriter out,
            DetectProgress progress) {
        this.json = json == null ? null : json(json, source, facts, out);
        this.video = video;
        this.facts = facts;
        this.times = new ShowTimes(facts, mayJump);
        this.progress = progress;
    }

    private static JsonLines json(String file, String source, VideoFacts facts, PrintWriter out) {
        try {
            return new JsonLines(file.equals("-") ? out : Files.newBufferedWriter(Path.of(file)), source, facts);
        } catch (IOException e) {
            throw new UserError("cannot write " + file + ": is there such a folder, and may you write to it?", e);
        }
    }

    @Override
    public boolean wantsPictures() {
        return video != null;
    }

    @Override
    public void take(FrameLine line, long duration, @Nullable BufferedImage picture) {
        byStatus.merge(line.status(), 1L, Long::sum);
        damaged += line.damaged() == null ? 0 : 1;
        line.detections().forEach(detection -> byLabel.merge(detection.label(), 1L, Long::sum));
        if (json != null) {
            try {
                json.write(line);
            } catch (IOException e) {
                throw new RunError("cannot write the JSON lines: " + Reason.of(e), e);
            }
        }
        if (video != null) {
            show(video, line, duration, picture);
        }
        progress.done(line.frame());
    }

    /** While there is no picture the one before stays on. */
    private void show(Path file, FrameLine line, long duration, @Nullable BufferedImage picture) {
        if (picture != null) {
            if (writer == null) {
                writer = VideoWriter.create(file, picture.getWidth(), picture.getHeight(), facts);
            }
            writer.write(picture, times.next(line.pts()), duration > 0 ? duration : facts.step());
        } else if (writer != null) {
            writer.holdUntil(times.end(line.pts(), duration));
        }
    }

    /** Frames by what became of them. */
    long count(Status status) {
        return byStatus.getOrDefault(status, 0L);
    }

    /** Detected frames whose picture is damaged. */
    long damaged() {
        return damaged;
    }

    /** Boxes by class. */
    Map<String, Long> byLabel() {
        return byLabel;
    }

    @Override
    public void close() {
        try (VideoWriter closing = writer) {
            if (json != null) {
                json.close();
            }
        } catch (IOException e) {
            throw new RunError("cannot write the JSON lines: " + Reason.of(e), e);
        }
    }
}
