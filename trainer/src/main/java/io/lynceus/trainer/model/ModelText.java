package io.lynceus.trainer.model;

import io.lynceus.vision.Reason;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes model files: lines of {@code key: value}, then the table, one layer a line; # starts a comment.
 * Keys, all optional: name; base (a published architecture, instead of a table); block; depth (repeats of the block in
 * every stage); pgi; head (see {@link HeadKind}); backbone (three layers, see {@link Pgi#DEEP_SUPERVISION});
 * label-width (channels of the class branch). One file, one instance.
 */
final class ModelText {
    private static final List<String> KEYS =
            List.of("name", "base", "block", "depth", "pgi", "head", "backbone", "label-width");

    /** Far beyond any network; keeps sums and products of sizes from overflowing. */
    private static final int LARGEST = 8192;

    private static final int MOST_ROWS = 1000;

    private final String source;
    private final List<Row> rows = new ArrayList<>();
    private final List<Integer> rowLines = new ArrayList<>();
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, Integer> valueLines = new LinkedHashMap<>();

    /** @param source what errors call the text */
    ModelText(String source) {
        this.source = source;
    }

    static Architecture read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new UserError(file + ": no such model file");
        }
        try {
            String name = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]+$", "");
            return new ModelText(file.toString()).parse(name, Files.readString(file));
        } catch (IOException e) {
            throw new UserError(file + ": cannot be read as a model file: " + Reason.of(e), e);
        }
    }

    static Architecture resource(String name) {
        String file = name + ".txt";
        try (InputStream in = ModelText.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no table of " + name);
            }
            return new ModelText(file).parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Architecture parse(String fileName, String text) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replaceFirst("#.*", "").trim();
            if (line.contains(":")) {
                key(i + 1, line);
            } else if (!line.isEmpty()) {
                row(i + 1, line);
            }
        }
        Block block = value("block", Block.REP_CSP.toString(), Block::of);
        Pgi pgi = values.containsKey("pgi") ? value("pgi", "", Pgi::of) : null;
        int depth = value("depth", "1", number(1));
        String name = value("name", fileName, ModelText::name);
        Architecture chosen = table(name).with(block);
        if (values.containsKey("depth")) {
            chosen = chosen.repeated(depth);
        }
        if (pgi != null) {
            chosen = value("pgi", "", supervised(chosen, pgi));
        }
        if (values.containsKey("head")) {
            chosen = chosen.with(value("head", "", HeadKind::of));
        }
        return chosen.renamed(name);
    }

    private static Function<String, Architecture> supervised(Architecture architecture, Pgi pgi) {
        return word -> architecture.with(pgi);
    }

    /** What the file starts from, before any choice. */
    private Architecture table(String name) {
        if (values.containsKey("base")) {
            if (!rows.isEmpty()) {
                throw error(rowLines.get(0), "a table beside base; have one of them");
            }
            return value("base", "", Architecture::named);
        }
        List<Integer> backbone = value("backbone", "", ModelText::layers);
        int width = value("label-width", "0", number(0));
        Architecture architecture = new Architecture(name, rows, Block.REP_CSP, backbone, width, HeadKind.ONE_TO_MANY);
        TableCheck.check(architecture, this::rowError);
        return architecture;
    }

    private UserError rowError(int row, String message) {
        int line = rowLines.isEmpty() ? 1 : rowLines.get(Math.min(row, rowLines.size() - 1));
        return error(line, message);
    }

    private void key(int line, String text) {
        String key = text.substring(0, text.indexOf(':')).trim();
        if (!KEYS.contains(key)) {
            throw error(line, "no key '" + key + "'; there are " + String.join(", ", KEYS));
        }
        if (values.put(key, text.substring(text.indexOf(':') + 1).trim()) != null) {
            throw error(line, key + " a second time");
        }
        valueLines.put(key, line);
    }

    private <T> T value(String key, String otherwise, Function<String, T> meaning) {
        String given = values.get(key);
        try {
            return meaning.apply(given == null ? otherwise : given);
        } catch (UserError e) {
            throw error(valueLines.getOrDefault(key, 1), String.valueOf(e.getMessage()));
        }
    }

    private void row(int line, String text) {
        List<String> cells = List.of(text.split("\\s+"));
        if (!cells.get(0).equals(Integer.toString(rows.size())) || rows.size() >= MOST_ROWS) {
            throw error(line, "layer " + rows.size() + " expected, not '" + cells.get(0) + "'");
        }
        if (cells.size() < 3) {
            throw error(line, "a layer has its number, the layers that it reads, a block and the block's numbers");
        }
        try {
            int before = rows.size() - 1;
            List<Integer> from = numbers(List.of(cells.get(1).split(",")), -1).stream()
                    .map(layer -> layer == -1 ? before : layer)
                    .toList();
            rows.add(new Row(from, cells.get(2), numbers(cells.subList(3, cells.size()), 0)));
            rowLines.add(line);
        } catch (UserError e) {
            throw error(line, String.valueOf(e.getMessage()));
        }
    }

    private UserError error(int line, @Nullable String message) {
        return new UserError(source + ": line " + line + ": " + message);
    }

    private static List<Integer> layers(String text) {
        List<Integer> layers = text.isEmpty() ? List.of() : numbers(List.of(text.split("\\s*,\\s*")), 0);
        if (!layers.isEmpty() && layers.size() != 3) {
            throw new UserError("backbone is three layers, such as 4,6,8");
        }
        return layers;
    }

    private static List<Integer> numbers(List<String> cells, int least) {
        return cells.stream().map(number(least)).toList();
    }

    private static Function<String, Integer> number(int least) {
        return text -> {
            int value = text.matches("-?\\d{1,5}") ? Integer.parseInt(text) : Integer.MIN_VALUE;
            if (value < least || value > LARGEST) {
                throw new UserError("'" + text + "' is no number of " + least + " to " + LARGEST);
            }
            return value;
        };
    }

    private static String name(String text) {
        if (!text.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
            throw new UserError("'" + text + "' is no name: letters, digits, '.', '_' and '-' make one");
        }
        return text;
    }

    static String write(Architecture architecture) {
        StringBuilder text = new StringBuilder("name: " + architecture.name() + "\n");
        if (architecture.block() != Block.REP_CSP) {
            text.append("block: ").append(architecture.block()).append('\n');
        }
        if (architecture.headKind() != HeadKind.ONE_TO_MANY) {
            text.append("head: ").append(architecture.headKind()).append('\n');
        }
        if (!architecture.backbone().isEmpty()) {
            text.append("backbone: ")
                    .append(joined(architecture.backbone(), ","))
                    .append('\n');
        }
        if (architecture.labelWidth() > 0) {
            text.append("label-width: ").append(architecture.labelWidth()).append('\n');
        }
        List<Row> rows = architecture.rows();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            text.append(i + " " + joined(row.from(), ",") + " " + row.block() + " " + joined(row.args(), " "));
            text.setLength(text.toString().stripTrailing().length());
            text.append('\n');
        }
        return text.toString();
    }

    private static String joined(List<Integer> numbers, String between) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(between));
    }
}
