package io.lynceus.trainer.cli;

import io.lynceus.trainer.config.Hyperparameters;
import io.lynceus.trainer.config.HyperparametersFile;
import io.lynceus.trainer.config.OptimizerKind;
import io.lynceus.trainer.model.Architecture;
import io.lynceus.trainer.model.Block;
import io.lynceus.trainer.model.HeadKind;
import io.lynceus.trainer.model.Pgi;
import io.lynceus.vision.UserError;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an ablation varies: a part of the model, the optimiser, the recipe as a whole or one of its keys, or what is
 * started from.
 *
 * @param key pgi, block, head, optimizer, hyp, weights, freeze, or a key of the recipe
 */
record Variation(String key) {
    private static final String NOTHING = "none";

    /**
     * What makes one variant.
     *
     * @param weights to start from; null to start from scratch
     */
    record Variant(
            Architecture model,
            OptimizerKind optimizer,
            Hyperparameters recipe,
            @Nullable Path weights,
            int freeze) {
        Variant with(OptimizerKind other) {
            return new Variant(model, other, recipe, weights, freeze);
        }
    }

    Variation {
        if (!List.of("pgi", "block", "head", "optimizer", "hyp", "weights", "freeze")
                        .contains(key)
                && !HyperparametersFile.toMap(Hyperparameters.DEFAULT).containsKey(key)) {
            throw new UserError(
                    "--vary " + key + ": not pgi, block, head, optimizer, hyp, weights, freeze or a key of a recipe");
        }
    }

    /**
     * The values where none are asked for.
     *
     * @throws UserError when there is no end of them
     */
    List<String> choices() {
        return switch (key) {
            case "pgi" -> Arrays.stream(Pgi.values()).map(Pgi::toString).toList();
            case "block" -> Arrays.stream(Block.values()).map(Block::toString).toList();
            case "head" ->
                Arrays.stream(HeadKind.values()).map(HeadKind::toString).toList();
            default -> throw new UserError("--vary " + key + ": say which with --values");
        };
    }

    /** @throws UserError when there is no such value, or its file cannot be read */
    Variant apply(Variant base, String value) {
        Architecture model = base.model();
        OptimizerKind optimizer = base.optimizer();
        Hyperparameters recipe = base.recipe();
        Path weights = base.weights();
        int freeze = base.freeze();
        switch (key) {
            case "pgi" -> model = model.with(Pgi.of(value));
            case "block" -> model = model.with(Block.of(value));
            case "head" -> model = model.with(HeadKind.of(value));
            case "optimizer" -> optimizer = OptimizerKind.of(value);
            case "hyp" -> {
                boolean published = value.equals(NOTHING);
                recipe = published ? Hyperparameters.DEFAULT : HyperparametersFile.read(Path.of(value));
                optimizer = published ? OptimizerKind.SGD : HyperparametersFile.optimizer(Path.of(value));
            }
            case "weights" -> {
                boolean scratch = value.equals(NOTHING);
                weights = scratch ? null : ModelArgument.checkpoint(Path.of(value));
                freeze = scratch ? 0 : freeze; // what never learnt cannot stay as it is
            }
            case "freeze" -> freeze = whole(value);
            default -> {
                Map<String, Double> changed = new LinkedHashMap<>(HyperparametersFile.toMap(recipe));
                changed.put(key, number(value));
                recipe = HyperparametersFile.fromMap(changed);
            }
        }
        return new Variant(model, optimizer, recipe, weights, freeze);
    }

    /** What a value is called in tables and folders: a file by its name alone. */
    String label(String value) {
        if (!key.equals("hyp") && !key.equals("weights")) {
            return value;
        }
        String name = String.valueOf(Path.of(value).getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private int whole(String value) {
        double number = number(value);
        if (number != Math.rint(number)) {
            throw new UserError("--vary " + key + " --values " + value + ": not a whole number");
        }
        return (int) number;
    }

    private double number(String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new UserError("--vary " + key + " --values " + value + ": not a number", e);
        }
    }
}
