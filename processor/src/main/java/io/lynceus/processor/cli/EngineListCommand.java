package io.lynceus.processor.cli;

import io.lynceus.vision.CacheFolder;
import io.lynceus.vision.engine.tensorrt.PlanCache;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "list",
        description = "Lists the plans that are kept, with what each was made of and for.",
        mixinStandardHelpOptions = true)
final class EngineListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<PlanCache.Entry> entries = new PlanCache(CacheFolder.plans()).list();
        for (PlanCache.Entry entry : entries) {
            out.printf(Locale.ROOT, "%s  %.1f MB%n", entry.name(), entry.bytes() / 1e6);
            entry.text().lines().forEach(line -> out.println("    " + line));
        }
        if (entries.isEmpty()) {
            out.println("no plans in " + CacheFolder.plans());
        }
        out.flush();
        return 0;
    }
}
