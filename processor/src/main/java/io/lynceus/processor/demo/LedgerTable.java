package io.lynceus.processor.demo;

import io.lynceus.processor.topics.CameraLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** The ledger for people. */
final class LedgerTable {
    private LedgerTable() {}

    /** A head, a line for each camera, and what it comes to. */
    static List<String> lines(List<CameraLedger> cameras) {
        TreeSet<String> statuses = new TreeSet<>(List.of("DETECTED", "DECODE_ERROR", "SKIPPED"));
        cameras.forEach(camera -> statuses.addAll(camera.byStatus().keySet()));
        List<String> lines = new ArrayList<>();
        StringBuilder head = new StringBuilder(String.format(Locale.ROOT, "%-20s %9s", "Ledger", "captured"));
        statuses.forEach(status -> head.append(String.format(Locale.ROOT, " %13s", status)));
        lines.add(head + "   missing  duplicate");
        for (CameraLedger camera : cameras) {
            StringBuilder line =
                    new StringBuilder(String.format(Locale.ROOT, "%-20s %9d", camera.camera(), camera.captured()));
            for (String status : statuses) {
                line.append(
                        String.format(Locale.ROOT, " %13d", camera.byStatus().getOrDefault(status, 0L)));
            }
            lines.add(line + String.format(Locale.ROOT, " %9d %10d", camera.missing(), camera.duplicate()));
        }
        lines.add(
                balanced(cameras)
                        ? "Every captured frame has exactly one event."
                        : "NOT every captured frame has exactly one event.");
        return lines;
    }

    static boolean balanced(List<CameraLedger> cameras) {
        return cameras.stream().allMatch(CameraLedger::balanced);
    }
}
