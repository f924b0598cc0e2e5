package io.lynceus.trainer.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lynceus.trainer.config.TrainSettings;
import io.lynceus.trainer.data.DataFile;
import io.lynceus.trainer.data.Split;
import io.lynceus.trainer.evaluation.Metrics;
import io.lynceus.trainer.model.Architecture;
import io.lynceus.trainer.model.StoredNetwork;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a checkpoint says about itself; export hands it on to the ONNX file. */
final class Facts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Facts() {}

    static Map<String, String> of(
            Architecture architecture, TrainSettings settings, DataFile data, int epochs, @Nullable Metrics metrics) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("architecture", architecture.name());
        if (!architecture.isPublished()) {
            facts.put(StoredNetwork.MODEL, architecture.text());
        }
        facts.put("names", names(data.names()));
        facts.put("imgsz", Integer.toString(settings.imgsz()));
        facts.put("epoch", Integer.toString(epochs));
        facts.put("epochs", Integer.toString(settings.epochs()));
        facts.put("seed", Long.toString(settings.seed()));
        facts.put("trained_on", data.description(Split.TRAIN));
        facts.put("measured_on", data.description(Split.VAL));
        if (metrics != null) {
            facts.putAll(metrics.facts());
        }
        return facts;
    }

    /** The classes' names as a JSON array. */
    static String names(List<String> names) {
        return names.stream()
                .map(name -> JSON.valueToTree(name).toString())
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
