package io.lynceus.processor.cli;

import io.lynceus.processor.ledger.CameraLedger;
import io.lynceus.processor.ledger.Ledger;
import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Packets against events. */
@Command(
        name = "ledger",
        description = "Reads all packets and events and checks that every captured frame has exactly one event."
                + " Exit code 1 when one is missing or too many.",
        mixinStandardHelpOptions = true)
final class LedgerCommand implements Callable<Integer> {
    private static final Duration BETWEEN = Duration.ofMillis(500);

    @Mixin
    BrokerOptions broker = new BrokerOptions();

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "How long to wait for events of frames that are being processed (default: ${DEFAULT-VALUE}).")
    int wait;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (wait < 0) {
            throw new UserError("--wait " + wait + ": 0 or more");
        }
        long end = System.nanoTime() + Duration.ofSeconds(wait).toNanos();
        List<CameraLedger> lines;
        try (StopSignal stop = StopSignal.install();
                Ledger ledger = Ledger.open(broker.broker())) {
            lines = ledger.catchUp(stop::asked);
            while (!balanced(lines) && System.nanoTime() < end && !stop.await(BETWEEN)) {
                lines = ledger.catchUp(stop::asked);
            }
            if (stop.asked()) {
                throw new RunError("stopped before the ledger was complete");
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        LedgerText.lines(lines).forEach(out::println);
        out.flush();
        return balanced(lines) ? 0 : 1;
    }

    private static boolean balanced(List<CameraLedger> lines) {
        return lines.stream().allMatch(CameraLedger::balanced);
    }
}
