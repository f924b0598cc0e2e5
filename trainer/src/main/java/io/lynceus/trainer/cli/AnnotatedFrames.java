package io.lynceus.trainer.cli;

import io.lynceus.trainer.data.Frame;
import io.lynceus.trainer.data.FrameSource;
import io.lynceus.trainer.report.FramePainter;
import io.lynceus.vision.boxes.Detection;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pictures with boxes, each at its source's size. The model's input is too small to look at, so the
 * source is read a second time, in step with the first.
 */
final class AnnotatedFrames implements AutoCloseable {
    private final FrameSource source;
    private final FramePainter painter;
    private @Nullable FrameSource full;

    AnnotatedFrames(FrameSource source, Path folder) {
        this.source = source;
        this.painter = new FramePainter(folder);
    }

    /** @param frame the next one of the same source, at whatever size */
    void write(Frame frame, List<Detection> detections) {
        if (full == null) {
            full = source.shown();
        }
        Frame shown = full.next();
        if (shown != null) {
            painter.write(shown, detections);
        }
    }

    @Override
    public void close() {
        if (full != null) {
            full.close();
        }
    }
}
