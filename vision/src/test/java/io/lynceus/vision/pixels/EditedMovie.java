package io.lynceus.vision.pixels;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Gives an MP4 whose movie box comes last another edit list. */
public final class EditedMovie {
    private EditedMovie() {}

    /**
     * A stretch of the film that is shown.
     *
     * @param from in units of the track's time scale
     * @param milliseconds how long
     */
    public record Shown(int from, int milliseconds) {}

    /** Rewrites the file so that these stretches are shown, one after the other. */
    public static Path of(Path file, Shown... stretches) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            int list = find(bytes, "elst");
            int old = ByteBuffer.wrap(bytes).getInt(list + 8);
            int more = 12 * (stretches.length - old);
            ByteBuffer edited = ByteBuffer.allocate(bytes.length + more);
            edited.put(bytes, 0, list + 8).putInt(stretches.length);
            for (Shown shown : stretches) {
                edited.putInt(shown.milliseconds).putInt(shown.from).putInt(1 << 16);
            }
            int rest = list + 12 + 12 * old;
            edited.put(bytes, rest, bytes.length - rest);
            for (String box : new String[] {"moov", "trak", "edts", "elst"}) {
                int size = find(bytes, box) - 4;
                edited.putInt(size, edited.getInt(size) + more);
            }
            return Files.write(file, edited.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a box's name stands, the last of that name in the file. */
    private static int find(byte[] bytes, String box) {
        int at = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf(box);
        if (at < 0) {
            throw new IllegalStateException("no box " + box);
        }
        return at;
    }
}
