package io.lynceus.trainer.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the table of an architecture from the resources. */
final class Table {
    private Table() {}

    static List<Row> read(String name) {
        try (InputStream in = Table.class.getResourceAsStream(name + ".txt")) {
            if (in == null) {
                throw new IllegalStateException("no table of " + name);
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Row> parse(String text) {
        List<Row> rows = new ArrayList<>();
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            List<String> cells = List.of(line.trim().split("\\s+"));
            if (Integer.parseInt(cells.get(0)) != rows.size()) {
                throw new IllegalStateException("row out of order: " + line);
            }
            int before = rows.size() - 1;
            List<Integer> from = numbers(List.of(cells.get(1).split(","))).stream()
                    .map(layer -> layer == -1 ? before : layer)
                    .toList();
            rows.add(new Row(from, cells.get(2), numbers(cells.subList(3, cells.size()))));
        });
        return List.copyOf(rows);
    }

    private static List<Integer> numbers(List<String> cells) {
        return cells.stream().map(Integer::valueOf).toList();
    }
}
