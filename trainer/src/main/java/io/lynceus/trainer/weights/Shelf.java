package io.lynceus.trainer.weights;

import io.lynceus.trainer.checkpoint.ForeignCheckpoint;
import io.lynceus.trainer.export.ExportOptions;
import io.lynceus.trainer.export.ModelFacts;
import io.lynceus.trainer.export.OnnxExporter;
import io.lynceus.trainer.model.StoredNetwork;
import io.lynceus.vision.Reason;
import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import io.lynceus.vision.model.InputSize;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint or an ONNX model of whatever somebody names: weights of the catalogue, or a file of any kind that is
 * read here. What has to be made for that is kept: of the catalogue's in a folder of their own, of files by their
 * digest. Of several processes one makes it, the others wait for it. One thread.
 */
public final class Shelf {
    private static final InputSize USUAL = new InputSize(640, 640);
    private static final int SHORT = 12;

    private final Path root;
    private final Catalogue catalogue;
    private final Fetcher fetcher;
    private final Consumer<String> said;

    /**
     * @param root where things are kept; made when it is not there
     * @param said takes a line on each thing that was made
     */
    public Shelf(Path root, Catalogue catalogue, Fetcher fetcher, Consumer<String> said) {
        this.root = root;
        this.catalogue = catalogue;
        this.fetcher = fetcher;
        this.said = said;
    }

    /** Where those weights are kept, there or not. */
    public Path folder(Published published) {
        return root.resolve(published.name());
    }

    /**
     * The checkpoint of ours.
     *
     * @param given a name of the catalogue, or a .safetensors, .pt or .ckpt file
     * @throws UserError when it is none of them
     */
    public Path checkpoint(String given) {
        String kind = ending(given);
        if (kind.equals("onnx")) {
            throw new UserError(given + ": an ONNX file holds a network for use, not one to train or export again");
        }
        if (kind.equals("safetensors")) {
            return Path.of(given);
        }
        if (kind.equals("pt") || kind.equals("ckpt")) {
            return imported(Path.of(given));
        }
        return checkpoint(named(given), null);
    }

    /**
     * The ONNX model.
     *
     * @param given a name of the catalogue, or an .onnx, .safetensors, .pt or .ckpt file
     * @param size of its input; null for the one that it was trained for
     * @throws UserError when it is none of them
     */
    public Path model(String given, @Nullable InputSize size) {
        String kind = ending(given);
        if (kind.equals("onnx")) {
            return Path.of(given);
        }
        if (kind.isEmpty()) {
            Published published = named(given);
            return exported(checkpoint(published, null), folder(published), given, given, size);
        }
        Path file = Path.of(given);
        Path checkpoint = checkpoint(given);
        String name = stem(file);
        return exported(checkpoint, files(), name + "-" + Digest.of(checkpoint).substring(0, SHORT), name, size);
    }

    /**
     * Fetches and imports, unless both was done.
     *
     * @param here a file that somebody has already; null for the one that is kept, or fetched
     */
    public Path checkpoint(Published published, @Nullable Path here) {
        Path folder = folder(published);
        Path file = folder.resolve(published.file());
        if (!Files.exists(file) || here != null) {
            said.accept(published.name() + ": weights of " + published.source() + ", " + published.terms());
            said.accept("from " + (here == null ? fetcher.from(published) : here));
            Made.list(folder, published).forEach(Made::delete);
        }
        fetcher.get(published, folder, here);
        Path ours = folder.resolve(published.name() + ".safetensors");
        once(ours, () -> {
            ForeignCheckpoint read = ForeignCheckpoint.convert(
                    file,
                    ours,
                    List.of(),
                    Map.of("license", published.license(), "author", published.source(), "trained_on", "COCO"));
            said.accept(line(published.name(), read, ours));
        });
        return ours;
    }

    /** What the file's digest is or was; null where none is known. */
    public @Nullable String digest(Published published) {
        return published.sha256() != null
                ? published.sha256()
                : Digest.kept(Fetcher.digestFile(published, folder(published)));
    }

    /**
     * Deletes what is there.
     *
     * @param digest whether what the next file would be held to goes too
     * @return how many files that were
     */
    public int remove(Published published, boolean digest) {
        Path folder = folder(published);
        Path kept = Fetcher.digestFile(published, folder);
        try (Stream<Path> all = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            List<Path> files = all.filter(file -> digest || !file.equals(kept)).toList();
            for (Path file : files) {
                Files.delete(file);
            }
            return (int) files.stream()
                    .filter(file -> !file.endsWith("lock") && !file.equals(kept))
                    .count();
        } catch (IOException e) {
            throw new RunError(folder + ": " + Reason.of(e), e);
        }
    }

    private Path imported(Path foreign) {
        if (!Files.isRegularFile(foreign)) {
            throw new UserError(foreign + ": no such file");
        }
        Path ours = files().resolve(stem(foreign) + "-" + Digest.of(foreign).substring(0, SHORT) + ".safetensors");
        once(
                ours,
                () -> said.accept(
                        line(foreign.toString(), ForeignCheckpoint.convert(foreign, ours, List.of(), Map.of()), ours)));
        return ours;
    }

    private static String line(String what, ForeignCheckpoint read, Path ours) {
        return what + ": imported, " + read.architecture() + " of "
                + read.classes().size() + " classes" + (read.averaged() ? ", the averaged weights" : "") + ": " + ours;
    }

    private Path exported(Path checkpoint, Path folder, String stem, String name, @Nullable InputSize wanted) {
        try (StoredNetwork stored = StoredNetwork.open(checkpoint)) {
            InputSize trained = InputSize.parse(stored.facts().get("imgsz"));
            InputSize size = wanted != null ? wanted : trained != null ? trained : USUAL;
            Path onnx = folder.resolve(stem + "-" + size.width() + "x" + size.height() + ".onnx");
            once(onnx, () -> {
                ExportOptions options = ExportOptions.of(size.height(), size.width());
                new OnnxExporter(options).export(stored.network(), ModelFacts.of(stored, options, name, "1"), onnx);
                said.accept(name + ": exported, " + size.width() + "x" + size.height() + ": " + onnx);
            });
            return onnx;
        }
    }

    private void once(Path made, Runnable making) {
        if (Files.exists(made)) {
            return;
        }
        try (FileChannel channel =
                        FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock one = channel.lock()) {
            if (!Files.exists(made)) {
                making.run();
            }
        } catch (IOException e) {
            throw new RunError(root + ": " + Reason.of(e), e);
        }
    }

    private Path files() {
        try {
            return Files.createDirectories(root.resolve("files"));
        } catch (IOException e) {
            throw new RunError(root + ": " + Reason.of(e), e);
        }
    }

    private Published named(String given) {
        if (given.contains("/") || given.contains(".")) {
            throw new UserError(
                    given + ": a model is an .onnx file, a checkpoint (.safetensors, .pt, .ckpt), or a name of"
                            + " './lynceus weights list'");
        }
        return catalogue.named(given);
    }

    /** How the file's name ends, empty for what is the name of no file that is read here. */
    private static String ending(String given) {
        String lower = given.toLowerCase(Locale.ROOT);
        return Stream.of("onnx", "safetensors", "pt", "ckpt")
                .filter(kind -> lower.endsWith("." + kind))
                .findFirst()
                .orElse("");
    }

    private static String stem(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("\\.[^.]+$", "");
    }
}
