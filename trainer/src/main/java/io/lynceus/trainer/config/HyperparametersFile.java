package io.lynceus.trainer.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.lynceus.vision.Reason;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A recipe file (YAML): the keys that differ from {@link Hyperparameters#DEFAULT}, and maybe the optimiser. */
public final class HyperparametersFile {
    /** Stand in every published recipe and are read by no YOLOv9 loss. */
    private static final Set<String> WITHOUT_EFFECT =
            Set.of("cls_pw", "obj", "obj_pw", "iou_t", "anchor_t", "fl_gamma", "label_smoothing");

    private static final String OPTIMIZER = "optimizer";

    private static final ObjectMapper MAPPER = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private HyperparametersFile() {}

    /** @throws UserError naming the file and the key when it cannot be read, or a key is unknown or out of range */
    public static Hyperparameters read(Path yaml) {
        return of(yaml, HyperparametersFile::merge);
    }

    /**
     * What the recipe says moves the weights, {@code optimizer: muon}; SGD, as published, where it says nothing.
     *
     * @throws UserError naming the file when it cannot be read, or there is no such optimiser
     */
    public static OptimizerKind optimizer(Path yaml) {
        return of(yaml, recipe -> {
            JsonNode name = recipe.path(OPTIMIZER);
            return name.isMissingNode() ? OptimizerKind.SGD : OptimizerKind.of(name.asText());
        });
    }

    private static <T> T of(Path yaml, Function<JsonNode, T> what) {
        if (!Files.isReadable(yaml)) {
            throw new UserError(yaml + ": no such recipe file");
        }
        try {
            return what.apply(MAPPER.readTree(yaml.toFile()));
        } catch (JsonProcessingException e) {
            throw new UserError(yaml + ": not YAML: " + e.getOriginalMessage(), e);
        } catch (UserError e) {
            throw new UserError(yaml + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UserError(yaml + ": cannot be read: " + Reason.of(e), e);
        }
    }

    /** The recipe as keys and values, for the run's record. */
    public static Map<String, Double> toMap(Hyperparameters hyperparameters) {
        return MAPPER.convertValue(
                hyperparameters,
                MAPPER.getTypeFactory().constructMapType(LinkedHashMap.class, String.class, Double.class));
    }

    /** The recipe that {@link #toMap} wrote down. */
    public static Hyperparameters fromMap(Map<String, Double> map) {
        return merge(MAPPER.valueToTree(map));
    }

    private static Hyperparameters merge(JsonNode given) {
        ObjectNode merged = MAPPER.valueToTree(Hyperparameters.DEFAULT);
        if (!given.isObject() && !given.isEmpty()) {
            throw new UserError("a recipe is a list of 'key: value' lines");
        }
        for (Map.Entry<String, JsonNode> entry : given.properties()) {
            if (WITHOUT_EFFECT.contains(entry.getKey()) || entry.getKey().equals(OPTIMIZER)) {
                continue;
            }
            if (!merged.has(entry.getKey())) {
                throw new UserError("unknown key '" + entry.getKey() + "'");
            }
            if (!entry.getValue().isNumber()) {
                throw new UserError(entry.getKey() + ": '" + entry.getValue().asText() + "' is not a number");
            }
            merged.set(entry.getKey(), entry.getValue());
        }
        try {
            return MAPPER.treeToValue(merged, Hyperparameters.class);
        } catch (JsonProcessingException e) {
            if (e.getCause() instanceof UserError reason) {
                throw reason;
            }
            throw new UserError(e.getOriginalMessage(), e);
        }
    }
}
