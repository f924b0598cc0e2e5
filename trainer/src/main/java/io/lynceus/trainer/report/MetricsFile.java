package io.lynceus.trainer.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lynceus.trainer.evaluation.ClassMetrics;
import io.lynceus.trainer.evaluation.CocoMetrics;
import io.lynceus.trainer.evaluation.ConfusionMatrix;
import io.lynceus.trainer.evaluation.Metrics;
import io.lynceus.vision.Reason;
import io.lynceus.vision.RunError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** metrics.json: the numbers of an evaluation for other programs. */
final class MetricsFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private MetricsFile() {}

    static void write(Metrics metrics, @Nullable CocoMetrics coco, ConfusionMatrix confusion, Path file) {
        ObjectNode root = JSON.createObjectNode()
                .put("pictures", metrics.pictures())
                .put("instances", metrics.instances())
                .put("precision", metrics.precision())
                .put("recall", metrics.recall())
                .put("AP50", metrics.ap50())
                .put("AP", metrics.ap())
                .put("bestScore", metrics.bestScore());
        ArrayNode classes = root.putArray("classes");
        for (ClassMetrics c : metrics.classes()) {
            classes.addObject()
                    .put("classId", c.classId())
                    .put("name", c.name())
                    .put("pictures", c.pictures())
                    .put("instances", c.instances())
                    .put("precision", c.precision())
                    .put("recall", c.recall())
                    .put("AP50", c.ap50())
                    .put("AP", c.ap());
        }
        if (coco != null) {
            addCoco(root.putObject("coco"), coco);
        }
        ArrayNode matrix = root.putArray("confusion");
        for (int row = 0; row <= confusion.classes(); row++) {
            ArrayNode cells = matrix.addArray();
            for (int column = 0; column <= confusion.classes(); column++) {
                cells.add(confusion.count(row, column));
            }
        }
        root.putObject("millisecondsPerPicture")
                .put("loading", metrics.speed().loading())
                .put("inference", metrics.speed().inference())
                .put("postprocessing", metrics.speed().postprocessing());
        try {
            Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
        } catch (IOException e) {
            throw new RunError(file + ": cannot be written: " + Reason.of(e), e);
        }
    }

    private static void addCoco(ObjectNode node, CocoMetrics coco) {
        coco.byName().forEach((name, number) -> put(node, name, number));
        ArrayNode classes = node.putArray("classes");
        for (CocoMetrics.OfClass c : coco.classes()) {
            ObjectNode one = classes.addObject().put("classId", c.classId());
            put(one, "AP", c.ap());
            put(one, "AP50", c.ap50());
        }
    }

    /** What cannot be had is null: a reader that takes -1 for a number would be wrong without noticing. */
    private static void put(ObjectNode node, String name, double number) {
        if (number == CocoMetrics.NOTHING) {
            node.putNull(name);
        } else {
            node.put(name, number);
        }
    }
}
