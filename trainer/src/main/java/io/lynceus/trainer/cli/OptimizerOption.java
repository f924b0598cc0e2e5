package io.lynceus.trainer.cli;

import io.lynceus.trainer.config.HyperparametersFile;
import io.lynceus.trainer.config.OptimizerKind;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What moves the weights: what is asked for, else what the recipe says, else what YOLOv9 was published with. */
final class OptimizerOption {
    @Option(
            names = "--optimizer",
            paramLabel = "NAME",
            description = "${COMPLETION-CANDIDATES}. adam, adamw and lion want a lower lr0 and warmup_bias_lr in"
                    + " the recipe: 0.001 and less; muon moves the filters at its muon_lr. Default: as the recipe says,"
                    + " else sgd.")
    private @Nullable OptimizerKind optimizer;

    /** @throws io.lynceus.vision.UserError when the recipe is needed and cannot be read */
    OptimizerKind with(@Nullable Path recipe) {
        if (optimizer != null) {
            return optimizer;
        }
        return recipe == null ? OptimizerKind.SGD : HyperparametersFile.optimizer(recipe);
    }

    /** A variant of recipes has its recipe's, unless one is asked for. */
    Variation.Variant over(Variation.Variant variant) {
        return optimizer == null ? variant : variant.with(optimizer);
    }
}
