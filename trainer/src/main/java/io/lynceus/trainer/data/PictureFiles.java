package io.lynceus.trainer.data;

import io.lynceus.vision.Reason;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** Picture files in folders, and in folders that links lead to. */
final class PictureFiles extends SimpleFileVisitor<Path> {
    /** What belongs to a data set and is no picture. */
    private static final Set<String> BESIDE =
            Set.of("txt", "json", "xml", "csv", "yaml", "yml", "lynceus-cache", "cache", "md");

    private final Path folder;
    private final Findings findings;
    private final List<Path> pictures = new ArrayList<>();
    private final Map<String, Integer> others = new TreeMap<>();

    private PictureFiles(Path folder, Findings findings) {
        this.folder = folder;
        this.findings = findings;
    }

    /**
     * The pictures in a folder and the folders below it, by path.
     *
     * @param findings told of files of other kinds, how many of each, of links that go round in a loop or lead nowhere,
     *     and of folders that cannot be read
     */
    static List<Path> below(Path folder, Findings findings) {
        PictureFiles files = new PictureFiles(folder, findings);
        try {
            Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.tellOthers();
        Collections.sort(files.pictures);
        return files.pictures;
    }

    /** Whether the last name of the path stands for many. */
    static boolean isPattern(Path path) {
        return String.valueOf(path.getFileName()).matches(".*[*?\\[{].*");
    }

    /**
     * The pictures whose names a pattern such as {@code *.jpg} takes, in its folder alone, by name.
     *
     * @throws UserError when there is none
     */
    static List<Path> matching(Path pattern) {
        Path folder = pattern.toAbsolutePath().getParent();
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, String.valueOf(pattern.getFileName()))) {
            for (Path file : files) {
                if (PictureReader.isPicture(file)) {
                    found.add(pattern.resolveSibling(file.getFileName()));
                }
            }
        } catch (IOException | PatternSyntaxException e) {
            throw new UserError(pattern + ": " + (e instanceof IOException io ? Reason.of(io) : "no pattern"), e);
        }
        if (found.isEmpty()) {
            throw new UserError(pattern + ": no picture has such a name");
        }
        Collections.sort(found);
        return found;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (attributes.isSymbolicLink()) {
            findings.add(file, "a link that leads nowhere; left out");
        } else if (attributes.isRegularFile() && PictureReader.isPicture(file)) {
            pictures.add(file);
        } else if (attributes.isRegularFile()) {
            other(file.getFileName().toString());
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
        if (file.equals(folder)) {
            throw failure;
        }
        findings.add(
                file,
                failure instanceof FileSystemLoopException
                        ? "a link back to a folder that it lies in; not followed"
                        : Reason.of(failure) + "; left out");
        return FileVisitResult.CONTINUE;
    }

    private void other(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (!name.startsWith(".") && !BESIDE.contains(ending)) {
            others.merge(name.contains(".") ? "." + ending : "without ending", 1, Integer::sum);
        }
    }

    private void tellOthers() {
        if (!others.isEmpty()) {
            int all = others.values().stream().mapToInt(Integer::intValue).sum();
            String kinds = others.entrySet().stream()
                    .map(kind -> kind.getValue() + " " + kind.getKey())
                    .collect(Collectors.joining(", "));
            findings.add(folder, all + " files of kinds that are not read: " + kinds + "; left out");
        }
    }
}
