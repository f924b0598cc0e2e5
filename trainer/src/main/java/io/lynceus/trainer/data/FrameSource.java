package io.lynceus.trainer.data;

import io.lynceus.vision.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Frames of a video, a picture or a folder of pictures, decoded one by one and scaled to the network's input by the one
 * step that the processor uses too. Owned by one thread; close it to free the decoder.
 */
public interface FrameSource extends AutoCloseable {
    /** In place of the size of a network's input: each frame at its own. */
    int OWN_SIZE = 0;

    /**
     * The next frame, or null when there are no more. A picture
     * that cannot be decoded is reported in the log and left out.
     */
    @Nullable
    Frame next();

    /** Frames in all, as far as the file says so; 0 when it does not. Good enough for a progress bar. */
    int expectedFrames();

    @Override
    void close();

    /** The same once more, from the first one on, each frame at the size of its own source. Its caller closes it. */
    FrameSource shown();

    /**
     * Opens what lies at {@code path}, which may end in a pattern for names of pictures, such as {@code yard/*.jpg}, or
     * be a text file that lists pictures.
     *
     * @param width network input, pixels
     * @param height network input, pixels
     * @throws UserError when there is nothing readable there
     */
    static FrameSource open(Path path, int width, int height) {
        if (Files.isDirectory(path)) {
            Findings findings = new Findings();
            List<Path> pictures = PictureFiles.below(path, findings);
            findings.say();
            if (pictures.isEmpty()) {
                throw new UserError(path + ": no pictures (" + PictureKind.names() + ") in this folder");
            }
            return new PictureFrames(path, pictures, width, height, findings);
        }
        if (!Files.exists(path) && PictureFiles.isPattern(path)) {
            return new PictureFrames(path.resolveSibling(""), PictureFiles.matching(path), width, height);
        }
        if (!Files.isReadable(path)) {
            throw new UserError(path + ": no such file");
        }
        if (PictureList.isList(path)) {
            return PictureFrames.listed(path, width, height);
        }
        return PictureReader.isPicture(path)
                ? new PictureFrames(path.resolveSibling(""), List.of(path), width, height)
                : new VideoFrames(path, width, height);
    }
}
