package io.lynceus.trainer.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A data.yaml whose train and val are COCO annotations. Classes are the file's {@code names}, or else the annotations'
 * categories in the order of their ids.
 */
final class CocoData implements DataFile {
    /** Listed pictures to look for before a folder is taken for the wrong one. */
    private static final int LOOKED_FOR = 100;

    private final DataKeys keys;
    private final Path root;
    private final Map<Split, CocoFile> files = new EnumMap<>(Split.class);
    private final List<String> names;
    private final Findings findings = new Findings();

    private CocoData(DataKeys keys) {
        this.keys = keys;
        this.root = keys.base();
        this.names = keys.has("names") ? keys.names() : categories();
    }

    static boolean isMeantBy(DataKeys keys) {
        return isJson(keys, Split.TRAIN) || isJson(keys, Split.VAL);
    }

    private static boolean isJson(DataKeys keys, Split split) {
        return keys.root().path(split.key()).asText().strip().endsWith(".json");
    }

    static CocoData of(DataKeys keys) {
        return new CocoData(keys);
    }

    private List<String> categories() {
        Split split = isJson(keys, Split.TRAIN) ? Split.TRAIN : Split.VAL;
        List<String> categories =
                file(split).categories().values().stream().distinct().toList();
        if (keys.has("nc") && keys.root().path("nc").asInt() != categories.size()) {
            throw keys.error("nc", keys.text("nc") + ", but the annotations have " + categories.size() + " categories");
        }
        return categories;
    }

    private CocoFile file(Split split) {
        return files.computeIfAbsent(split, key -> {
            if (!isJson(keys, split)) {
                throw keys.error(split.key(), "must be COCO annotations (.json) where the other part is");
            }
            Path path = root.resolve(keys.text(split.key())).normalize();
            if (!Files.isRegularFile(path)) {
                throw keys.error(split.key(), "no such file: " + path);
            }
            return CocoFile.read(path);
        });
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public Dataset open(Split split, int imgsz) {
        CocoFile file = file(split);
        CocoDataset dataset = CocoDataset.scan(file, folder(split, file), names, imgsz, findings);
        findings.say();
        if (dataset.size() == 0) {
            throw keys.error(split.key(), "none of the pictures that " + file.path() + " lists can be used");
        }
        if (dataset.objects() == 0 && split == Split.TRAIN) {
            throw keys.error(split.key(), "nothing to learn: no object is annotated in " + file.path());
        }
        return dataset;
    }

    /** Where the pictures lie: beside the annotations, or in {@code path}, or in one of the folders usual there. */
    private Path folder(Split split, CocoFile file) {
        Path beside = file.path().resolveSibling("");
        String stem = file.path().getFileName().toString().replaceFirst("\\.json$", "");
        Set<Path> folders = new LinkedHashSet<>();
        for (Path base : List.of(beside, root)) {
            folders.add(base);
            for (String below : List.of("images", split.key(), stem.substring(stem.lastIndexOf('_') + 1))) {
                folders.add(base.resolve(below));
                folders.add(base.resolve("images").resolve(below));
            }
        }
        for (Path folder : folders) {
            if (file.images().values().stream()
                    .limit(LOOKED_FOR)
                    .anyMatch(image -> Files.exists(folder.resolve(image.fileName())))) {
                return folder;
            }
        }
        throw keys.error(
                split.key(),
                "the pictures of " + file.path() + " are neither beside it nor in " + root
                        + "; set path to the folder that file_name is relative to");
    }

    @Override
    public String description(Split split) {
        return root.getFileName() + " " + keys.text(split.key());
    }
}
