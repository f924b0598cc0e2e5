package io.lynceus.trainer.data;

import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.Picture;
import io.lynceus.vision.pixels.Scaler;
import io.lynceus.vision.pixels.Turn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pictures from files, as frames. */
final class PictureFrames implements FrameSource {
    private static final Logger LOG = LoggerFactory.getLogger(PictureFrames.class);

    private final Path folder;
    private final List<Path> files;
    private final Scaler scaler = new Scaler();
    private final int width;
    private final int height;
    private int index;

    /** @param folder that the files lie in or below */
    PictureFrames(Path folder, List<Path> files, int width, int height) {
        this.folder = folder;
        this.files = List.copyOf(files);
        this.width = width;
        this.height = height;
    }

    @Override
    public @Nullable Frame next() {
        while (index < files.size()) {
            Path file = files.get(index++);
            try {
                return PictureReader.decode(file, decoded -> frame(file, decoded));
            } catch (IOException e) {
                LOG.warn("{}: {}; left out", file, e.getMessage());
            }
        }
        return null;
    }

    private Frame frame(Path file, AVFrame decoded) {
        Turn turn = Turn.of(decoded);
        int ownWidth = turn.width(decoded);
        int ownHeight = turn.height(decoded);
        Letterbox letterbox = width == OWN_SIZE
                ? Letterbox.of(ownWidth, ownHeight, ownWidth, ownHeight)
                : Letterbox.of(ownWidth, ownHeight, width, height);
        Picture inner = scaler.picture(decoded, turn, letterbox.innerWidth(), letterbox.innerHeight());
        return new Frame(folder.relativize(file).toString(), file, index, index - 1, letterbox, inner);
    }

    @Override
    public int expectedFrames() {
        return files.size();
    }

    @Override
    public void close() {
        scaler.close();
    }
}
