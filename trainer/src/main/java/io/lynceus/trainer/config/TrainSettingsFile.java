package io.lynceus.trainer.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lynceus.vision.Reason;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A run's config.json: its settings, recipe included, to repeat it or go on with it. */
public final class TrainSettingsFile {
    /** Its name in the folder. */
    public static final String NAME = "config.json";

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
            .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private TrainSettingsFile() {}

    /** Writes the settings into the run's folder, which must exist. */
    public static void write(TrainSettings settings, Path runDir) {
        Path file = runDir.resolve(NAME);
        try {
            WholeFile.write(file, MAPPER.writeValueAsString(settings) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("settings that JSON cannot say", e);
        }
    }

    /** @throws UserError when the folder holds no run, or its settings make no sense */
    public static TrainSettings read(Path runDir) {
        Path file = runDir.resolve(NAME);
        if (!Files.isReadable(file)) {
            throw new UserError(runDir + ": no run to resume, there is no " + NAME + " in it");
        }
        try {
            JsonNode settings = MAPPER.readTree(file.toFile());
            if (settings instanceof ObjectNode old) {
                // Runs of before there was a choice.
                old.putIfAbsent("freeze", old.numberNode(0));
                old.putIfAbsent("device", old.textNode("cpu"));
                old.putIfAbsent("schedule", old.textNode(Curve.LINEAR.toString()));
                old.putIfAbsent("optimizer", old.textNode(OptimizerKind.SGD.toString()));
                old.putIfAbsent("precision", old.textNode(Precision.FLOAT32.toString()));
                if (old.get("hyperparameters") instanceof ObjectNode recipe) {
                    recipe.putIfAbsent("nominal_batch", recipe.numberNode(Hyperparameters.DEFAULT.nominalBatch()));
                    recipe.putIfAbsent("ema_tau", recipe.numberNode(Hyperparameters.DEFAULT.emaTau()));
                }
            }
            return MAPPER.treeToValue(settings, TrainSettings.class);
        } catch (JsonProcessingException e) {
            String reason = e.getCause() instanceof UserError error ? error.getMessage() : e.getOriginalMessage();
            throw new UserError(file + ": not the settings of a run: " + reason, e);
        } catch (IOException e) {
            throw new UserError(file + ": cannot be read: " + Reason.of(e), e);
        }
    }
}
