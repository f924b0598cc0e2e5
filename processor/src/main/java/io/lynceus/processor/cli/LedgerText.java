package io.lynceus.processor.cli;

import io.lynceus.processor.ledger.CameraLedger;
import java.util.ArrayList;
import java.util.List;

/** The ledger as a table. */
final class LedgerText {
    private static final String ROW = "%-16s %10s %10s %13s %10s %8s %8s %10s %13s";

    private LedgerText() {}

    /** A heading, one line a camera, and the verdict. */
    static List<String> lines(List<CameraLedger> cameras) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                ROW,
                "CAMERA",
                "CAPTURED",
                "DETECTED",
                "DECODE_ERROR",
                "SKIPPED",
                "PENDING",
                "MISSING",
                "DUPLICATE",
                "OUT OF ORDER"));
        for (CameraLedger camera : cameras) {
            lines.add(String.format(
                    ROW,
                    camera.camera(),
                    camera.captured(),
                    camera.byStatus().getOrDefault("DETECTED", 0L),
                    camera.byStatus().getOrDefault("DECODE_ERROR", 0L),
                    camera.byStatus().getOrDefault("SKIPPED", 0L),
                    camera.pending(),
                    camera.missing(),
                    camera.duplicate(),
                    camera.outOfOrder()));
        }
        cameras.stream()
                .filter(camera -> camera.dropped() > 0)
                .forEach(camera -> lines.add(camera.camera() + ": " + camera.dropped()
                        + " frames never reached Kafka; ./lynceus tail --status says when and why."));
        long captured = cameras.stream().mapToLong(CameraLedger::captured).sum();
        lines.add(
                cameras.stream().allMatch(CameraLedger::balanced)
                        ? "Every one of the " + captured + " captured frames has exactly one event."
                        : "The ledger does not balance: " + total(cameras));
        return lines;
    }

    private static String total(List<CameraLedger> cameras) {
        long pending = cameras.stream().mapToLong(CameraLedger::pending).sum();
        long missing = cameras.stream().mapToLong(CameraLedger::missing).sum();
        long duplicate = cameras.stream().mapToLong(CameraLedger::duplicate).sum();
        long shared = cameras.stream().mapToLong(CameraLedger::sharedIds).sum();
        return "pending " + pending + ", missing " + missing + ", duplicate " + duplicate
                + (shared == 0 ? "" : ", events that share their id with another frame's " + shared) + ".";
    }
}
