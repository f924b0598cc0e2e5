package io.lynceus.trainer.report;

import io.lynceus.vision.Reason;
import io.lynceus.vision.RunError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What an ablation shows: one table, as text that is Markdown too, and as CSV; and AP by epoch as a picture. */
public final class AblationReport {
    private static final List<String> HEADER =
            List.of("", "train params", "export params", "GFLOPs", "AP50", "AP", "best epoch", "time");

    private AblationReport() {}

    /**
     * The table, columns aligned, a row per variant: means over its seeds, and between which numbers they lie. Below it
     * whether one of them has won, where each has several seeds.
     */
    public static String table(String varied, List<AblationRow> rows) {
        List<List<String>> cells = new ArrayList<>();
        List<String> header = new ArrayList<>(HEADER);
        header.set(0, varied);
        cells.add(header);
        rows.stream()
                .collect(Collectors.groupingBy(AblationRow::variant, LinkedHashMap::new, Collectors.toList()))
                .values()
                .forEach(runs -> cells.add(cells(runs)));
        int[] widths = new int[header.size()];
        for (List<String> line : cells) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < cells.size(); row++) {
            line(text, cells.get(row), widths);
            if (row == 0) {
                rule(text, widths);
            }
        }
        String verdict = AblationVerdict.of(rows);
        return verdict.isEmpty() ? text.toString() : text + "\n" + verdict + "\n";
    }

    private static void line(StringBuilder text, List<String> cells, int[] widths) {
        for (int i = 0; i < widths.length; i++) {
            text.append("| ")
                    .append(String.format(i == 0 ? "%-" + widths[i] + "s " : "%" + widths[i] + "s ", cells.get(i)));
        }
        text.append("|\n");
    }

    private static void rule(StringBuilder text, int[] widths) {
        for (int i = 0; i < widths.length; i++) {
            text.append(i == 0 ? "|-" : "| ").append("-".repeat(widths[i])).append(i == 0 ? "-" : ":");
        }
        text.append("|\n");
    }

    private static List<String> cells(List<AblationRow> runs) {
        AblationRow first = runs.get(0);
        return List.of(
                first.variant(),
                String.format(Locale.ROOT, "%,d", first.size().parameters()),
                String.format(Locale.ROOT, "%,d", first.size().deployedParameters()),
                String.format(Locale.ROOT, "%.2f", first.size().deployedOperations() / 1e9),
                spread(runs, AblationRow::ap50),
                spread(runs, AblationRow::ap),
                runs.stream().map(run -> Integer.toString(run.bestEpoch())).collect(Collectors.joining(" ")),
                clock(runs.stream().map(AblationRow::time).reduce(Duration.ZERO, Duration::plus)));
    }

    private static String spread(List<AblationRow> runs, ToDoubleFunction<AblationRow> number) {
        DoubleSummaryStatistics numbers = runs.stream().mapToDouble(number).summaryStatistics();
        return runs.size() == 1
                ? String.format(Locale.ROOT, "%.4f", numbers.getAverage())
                : String.format(
                        Locale.ROOT, "%.4f (%.4f-%.4f)", numbers.getAverage(), numbers.getMin(), numbers.getMax());
    }

    private static String clock(Duration time) {
        return String.format(Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }

    /**
     * Writes ablation.md, ablation.csv and ablation.png into the folder, over what is there.
     *
     * @param title one line: what was trained, on what, for how long
     * @param varied the key, for example pgi
     * @param rows the runs so far; a variant's stand in the table where its first one does
     */
    public static void write(Path folder, String title, String varied, List<AblationRow> rows) {
        String csv = varied + ",train_parameters,export_parameters,export_gflops,AP50,AP,best_epoch,seconds,seed\n"
                + rows.stream().map(AblationReport::csv).collect(Collectors.joining());
        save(folder.resolve("ablation.md"), title + "\n\n" + table(varied, rows));
        save(folder.resolve("ablation.csv"), csv);
        if (Drawing.possible()) {
            Drawing.write(() -> AblationChart.draw(title, rows), folder.resolve("ablation.png"));
        }
    }

    private static String csv(AblationRow row) {
        return String.format(
                Locale.ROOT,
                "%s,%d,%d,%.3f,%.4f,%.4f,%d,%.1f,%d\n",
                row.variant(),
                row.size().parameters(),
                row.size().deployedParameters(),
                row.size().deployedOperations() / 1e9,
                row.ap50(),
                row.ap(),
                row.bestEpoch(),
                row.time().toMillis() / 1000.0,
                row.seed());
    }

    private static void save(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new RunError(file + ": cannot be written: " + Reason.of(e), e);
        }
    }
}
