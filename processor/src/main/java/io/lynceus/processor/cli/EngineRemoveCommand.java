package io.lynceus.processor.cli;

import io.lynceus.vision.CacheFolder;
import io.lynceus.vision.UserError;
import io.lynceus.vision.engine.tensorrt.PlanCache;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "remove",
        description = "Removes plans. Whoever runs one has it in memory and goes on.",
        mixinStandardHelpOptions = true)
final class EngineRemoveCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", arity = "1..*", description = "As ./lynceus engine list names it.")
    private List<String> names = new ArrayList<>();

    @Override
    public Integer call() {
        PlanCache plans = new PlanCache(CacheFolder.plans());
        for (String name : names) {
            if (!plans.remove(name)) {
                throw new UserError("no plan '" + name + "' in " + CacheFolder.plans());
            }
        }
        return 0;
    }
}
