package io.lynceus.trainer.cli;

import io.lynceus.vision.UserError;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code lynceus weights}. */
@Command(
        name = "weights",
        description = "Published weights to start from: fetched once, imported, exported, kept in the cache folder.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "list|get|info|remove",
        subcommands = {
            WeightsListCommand.class,
            WeightsGetCommand.class,
            WeightsInfoCommand.class,
            WeightsRemoveCommand.class
        })
final class WeightsCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new UserError("weights what? ./lynceus weights list, get NAME, info NAME, remove NAME");
    }
}
