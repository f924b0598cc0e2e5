package io.lynceus.trainer.data;

import io.lynceus.vision.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A text file that names pictures, one a line, but for blank lines and comments (#). */
final class PictureList {
    private PictureList() {}

    /** Whether the file's name is that of a text. */
    static boolean isList(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".txt");
    }

    /**
     * What it names, in its order, whether it is there or not. A name is relative to the list, else, as some tools
     * write it, to the data set; with the separators of either system.
     *
     * @param root of the data set
     * @throws java.nio.file.InvalidPathException when a line can be no file's name
     */
    static List<Path> read(Path list, Path root) throws IOException {
        return TextFile.lines(list).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(line -> listed(list, root, line))
                .toList();
    }

    private static Path listed(Path list, Path root, String line) {
        Path beside = list.resolveSibling(line).normalize();
        String other = line.replace('\\', '/');
        return Stream.of(beside, root.resolve(line), list.resolveSibling(other), root.resolve(other))
                .map(Path::normalize)
                .filter(Files::exists)
                .findFirst()
                .orElse(beside);
    }
}
