package io.lynceus.processor.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lynceus.processor.plan.Plan;
import io.lynceus.processor.plan.PlanText;
import io.lynceus.processor.plan.simulation.LoadTable;
import io.lynceus.vision.UserError;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a fleet of cameras needs. */
@Command(
        name = "plan",
        description = {
            "Says what cameras need: partitions, brokers, disk, machines for capture and process, and what it costs"
                    + " when one is lost.",
            "Each figure has its formula; service times are those of PERFORMANCE.md, or of a file that bench times"
                    + " wrote.",
            "With --simulate, how late events are with fewer and more cameras, by a simulation of that layout.",
        },
        mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {

    @Mixin
    private PlanOptions options = new PlanOptions();

    @Mixin
    private SimulationOptions simulation = new SimulationOptions();

    @Option(names = "--json", description = "JSON instead of text: values in base units.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws JsonProcessingException {
        PrintWriter out = spec.commandLine().getOut();
        Plan plan = options.plan();
        if (simulation.wanted()) {
            if (json) {
                throw new UserError("--json is of the plan alone: leave it out, or --simulate");
            }
            new LoadTable(simulation.scenario(plan), line -> {
                        out.println(line);
                        out.flush();
                    })
                    .run();
        } else if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("fleet", plan.fleet());
            all.put("layout", plan.layout());
            all.put("sections", plan.sections());
            all.put("serviceTimes", plan.service().sources());
            all.put("heed", plan.heed());
            out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all));
        } else {
            PlanText.lines(plan).forEach(out::println);
        }
        out.flush();
        return 0;
    }
}
