package io.lynceus.trainer.data;

import io.lynceus.vision.Reason;
import io.lynceus.vision.UserError;
import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.Picture;
import io.lynceus.vision.pixels.Scaler;
import io.lynceus.vision.pixels.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** Pictures from files, as frames. */
final class PictureFrames implements FrameSource {
    private final Path folder;
    private final List<Path> files;
    private final Scaler scaler = new Scaler();
    private final int width;
    private final int height;
    private final Findings findings;
    private int index;

    /** @param folder that the files lie in or below */
    PictureFrames(Path folder, List<Path> files, int width, int height) {
        this(folder, files, width, height, new Findings());
    }

    /** @param findings told of files that cannot be decoded */
    PictureFrames(Path folder, List<Path> files, int width, int height, Findings findings) {
        this.findings = findings;
        this.folder = folder;
        this.files = List.copyOf(files);
        this.width = width;
        this.height = height;
    }

    /**
     * The pictures that a text file names.
     *
     * @throws UserError when one of them is not there, or none is named
     */
    static PictureFrames listed(Path list, int width, int height) {
        List<Path> files;
        try {
            files = PictureList.read(
                    list.toAbsolutePath(), list.toAbsolutePath().resolveSibling(""));
        } catch (IOException e) {
            throw new UserError(list + ": cannot be read as a list of pictures: " + Reason.of(e), e);
        } catch (InvalidPathException e) {
            throw new UserError(list + ": no list of pictures: a line of it can be no file's name", e);
        }
        if (files.isEmpty()) {
            throw new UserError(list + ": names no picture");
        }
        for (Path file : files) {
            if (!Files.isRegularFile(file)) {
                throw new UserError(list + ": a list of pictures, but there is no " + file);
            }
        }
        Path folder = files.get(0).resolveSibling("");
        for (Path file : files) {
            while (!file.startsWith(folder)) {
                folder = folder.resolveSibling("");
            }
        }
        return new PictureFrames(folder, files, width, height);
    }

    @Override
    public @Nullable Frame next() {
        while (index < files.size()) {
            Path file = files.get(index++);
            try {
                return PictureReader.decode(file, decoded -> frame(file, decoded));
            } catch (IOException e) {
                findings.add(file, e.getMessage() + "; left out");
                findings.say();
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
    public FrameSource shown() {
        return new PictureFrames(folder, files, OWN_SIZE, OWN_SIZE, findings);
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
