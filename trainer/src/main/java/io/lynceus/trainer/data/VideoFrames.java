package io.lynceus.trainer.data;

import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.Picture;
import io.lynceus.vision.pixels.Scaler;
import io.lynceus.vision.pixels.Turn;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** The frames of a video file. */
final class VideoFrames implements FrameSource {
    private final Path file;
    private final VideoReader reader;
    private final Scaler scaler = new Scaler();
    private final int width;
    private final int height;
    private int index;

    VideoFrames(Path file, int width, int height) {
        this.file = file;
        this.reader = new VideoReader(file);
        this.width = width;
        this.height = height;
    }

    @Override
    public @Nullable Frame next() {
        AVFrame frame = reader.next();
        if (frame == null) {
            return null;
        }
        index++;
        Turn turn = Turn.of(frame);
        int ownWidth = turn.width(frame);
        int ownHeight = turn.height(frame);
        Letterbox letterbox = width == OWN_SIZE
                ? Letterbox.of(ownWidth, ownHeight, ownWidth, ownHeight)
                : Letterbox.of(ownWidth, ownHeight, width, height);
        Picture inner = scaler.picture(frame, turn, letterbox.innerWidth(), letterbox.innerHeight());
        Long shownAt = reader.shownAt();
        long pts = shownAt == null ? index - 1 : shownAt;
        return new Frame(file.getFileName() + "#" + index, file, index, pts, letterbox, inner);
    }

    @Override
    public FrameSource shown() {
        return new VideoFrames(file, OWN_SIZE, OWN_SIZE);
    }

    @Override
    public int expectedFrames() {
        return reader.expectedFrames();
    }

    @Override
    public void close() {
        scaler.close();
        reader.close();
    }
}
