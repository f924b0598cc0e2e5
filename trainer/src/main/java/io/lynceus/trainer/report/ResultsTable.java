package io.lynceus.trainer.report;

import io.lynceus.vision.Reason;
import io.lynceus.vision.RunError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A run's results.csv: one row per epoch, columns by name. A row that a kill cut short is left out. */
final class ResultsTable {
    private final List<String> header;
    private final List<String[]> rows;

    private ResultsTable(List<String> header, List<String[]> rows) {
        this.header = header;
        this.rows = rows;
    }

    static ResultsTable read(Path csv) {
        try {
            List<String> lines = Files.readAllLines(csv);
            List<String> header = lines.isEmpty() ? List.of() : Arrays.asList(split(lines.get(0)));
            List<String[]> rows = new ArrayList<>();
            for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
                String[] cells = split(line);
                if (cells.length == header.size()) {
                    rows.add(cells);
                }
            }
            return new ResultsTable(header, rows);
        } catch (IOException e) {
            throw new RunError(csv + ": cannot be read: " + Reason.of(e), e);
        }
    }

    private static String[] split(String line) {
        return line.toLowerCase(Locale.ROOT).strip().split("\\s*,\\s*", -1);
    }

    int rows() {
        return rows.size();
    }

    /** The column of that name, not a number where a cell is none; null when there is no such column. */
    double @Nullable [] column(String name) {
        int index = header.indexOf(name.toLowerCase(Locale.ROOT));
        if (index < 0) {
            return null;
        }
        double[] values = new double[rows.size()];
        for (int i = 0; i < values.length; i++) {
            try {
                values[i] = Double.parseDouble(rows.get(i)[index]);
            } catch (NumberFormatException e) {
                values[i] = Double.NaN;
            }
        }
        return values;
    }
}
