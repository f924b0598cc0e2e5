package io.lynceus.trainer.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** The state dicts of MultimediaTechLab/YOLO for 80 classes: name, the authors' name, shape; one a line. */
final class TechLabKeys {
    private TechLabKeys() {}

    record Key(String name, String official, List<Long> shape) {
        int layer() {
            return Integer.parseInt(name.substring(0, name.indexOf('.')));
        }
    }

    /** @param list v9-t or v9-m */
    static List<Key> of(String list) {
        try (InputStream in = Objects.requireNonNull(TechLabKeys.class.getResourceAsStream(list + ".names.gz"), list);
                InputStream text = new GZIPInputStream(in)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(" ", -1))
                    .map(words -> new Key(words[0], words[1], shape(words[2])))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Long> shape(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split("x")).map(Long::valueOf).toList();
    }
}
