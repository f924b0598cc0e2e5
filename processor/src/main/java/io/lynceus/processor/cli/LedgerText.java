package io.lynceus.processor.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lynceus.processor.ledger.CameraLedger;
import io.lynceus.processor.ledger.TopicLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The ledger as a table, and as JSON. */
final class LedgerText {
    private static final String ROW = "%-16s %10s %10s %13s %10s %8s %8s %10s %13s";
    private static final ObjectMapper JSON = new ObjectMapper();

    private LedgerText() {}

    /** The table of all that was captured, when all events have had their time to come. */
    static List<String> lines(List<CameraLedger> cameras) {
        return lines(new LedgerVerdict(cameras, 0, true));
    }

    /** A heading, one line a camera, and the verdict. */
    static List<String> lines(LedgerVerdict ledger) {
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
        for (CameraLedger camera : ledger.cameras()) {
            lines.add(String.format(
                    ROW,
                    camera.camera(),
                    camera.captured(),
                    frames(camera, "DETECTED"),
                    frames(camera, "DECODE_ERROR"),
                    frames(camera, "SKIPPED"),
                    camera.pending(),
                    camera.missing(),
                    camera.duplicate(),
                    camera.outOfOrder()));
        }
        ledger.cameras().stream()
                .filter(camera -> camera.dropped() > 0)
                .forEach(camera -> lines.add(camera.camera() + ": " + camera.dropped()
                        + " frames never reached Kafka; ./lynceus tail --status says when and why."));
        ledger.cameras().stream()
                .filter(camera -> camera.damaged() > 0)
                .forEach(camera -> lines.add(camera.camera() + ": " + camera.damaged()
                        + " of the detected frames are damaged pictures; their events say why."));
        if (ledger.notLookedAt() > 0) {
            lines.add("After these, " + ledger.notLookedAt()
                    + " more packets have no event and were not looked at: process is away or behind.");
        }
        if (ledger.byWriter().size() > 1) {
            lines.add("Several applications wrote events: " + writers(ledger.byWriter()) + ".");
        }
        lines.add(verdict(ledger));
        return lines;
    }

    private static long frames(CameraLedger camera, String status) {
        return camera.byStatus().getOrDefault(status, 0L);
    }

    private static String writers(Map<String, Long> byWriter) {
        return byWriter.entrySet().stream()
                .map(one -> (one.getKey().isEmpty() ? "one of release 0.1" : one.getKey()) + " of " + one.getValue()
                        + " frames")
                .collect(Collectors.joining(", "));
    }

    private static String verdict(LedgerVerdict ledger) {
        if (!ledger.good()) {
            return "The ledger does not balance: " + total(ledger);
        }
        return ledger.open() == 0
                ? "Every one of the " + ledger.captured() + " captured frames has exactly one event."
                : "Of the " + (ledger.captured() + ledger.notLookedAt()) + " captured frames " + ledger.open()
                        + " have no event yet; every other one has exactly one.";
    }

    private static String total(LedgerVerdict ledger) {
        long shared = ledger.sum(CameraLedger::sharedIds);
        return "pending " + ledger.open() + ", missing " + ledger.sum(CameraLedger::missing) + ", duplicate "
                + ledger.sum(CameraLedger::duplicate)
                + (shared == 0 ? "" : ", events that share their id with another frame's " + shared) + ".";
    }

    /** One object in one line. */
    static String json(LedgerVerdict ledger, List<TopicLedger> records) {
        ObjectNode all = JSON.createObjectNode();
        all.put("good", ledger.good() && RecordsText.good(records));
        all.put("captured", ledger.captured());
        all.put("notLookedAt", ledger.notLookedAt());
        ArrayNode cameras = all.putArray("cameras");
        for (CameraLedger camera : ledger.cameras()) {
            ObjectNode one = cameras.addObject();
            one.put("camera", camera.camera());
            one.put("captured", camera.captured());
            one.put("detected", frames(camera, "DETECTED"));
            one.put("damaged", camera.damaged());
            one.put("decodeError", frames(camera, "DECODE_ERROR"));
            one.put("skipped", frames(camera, "SKIPPED"));
            one.put("pending", camera.pending());
            one.put("missing", camera.missing());
            one.put("duplicate", camera.duplicate());
            one.put("sharedIds", camera.sharedIds());
            one.put("outOfOrder", camera.outOfOrder());
            one.put("neverReachedKafka", camera.dropped());
            ObjectNode writers = one.putObject("byApplication");
            camera.byWriter().forEach(writers::put);
        }
        ArrayNode topics = all.putArray("records");
        for (TopicLedger topic : records) {
            topics.addObject()
                    .put("topic", topic.topic().toString())
                    .put("records", topic.records())
                    .put("duplicate", topic.duplicate());
        }
        try {
            return JSON.writeValueAsString(all);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of numbers", e);
        }
    }
}
