package io.lynceus.processor.cli;

import io.lynceus.processor.config.DurationText;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.kafka.BrokerClock;
import io.lynceus.processor.ledger.CameraLedger;
import io.lynceus.processor.ledger.Ledger;
import io.lynceus.processor.ledger.RecordLedger;
import io.lynceus.processor.ledger.TopicLedger;
import io.lynceus.vision.UserError;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Packets against events. */
@Command(
        name = "ledger",
        description = {
            "Checks that every captured frame has exactly one event. It reads the events, and of the packets"
                    + " those alone"
                    + " that have none. Of tracks, zone events and counts it checks that each record is there once.",
            "Exit code 1 when an event is missing or too many, or does not come while --wait lasts. Frames that"
                    + " are captured"
                    + " meanwhile are not waited for, so a system at work is no failure.",
        },
        mixinStandardHelpOptions = true)
final class LedgerCommand implements Callable<Integer> {
    private static final Duration BETWEEN = Duration.ofMillis(500);

    @Mixin
    BrokerOptions broker = new BrokerOptions();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description =
                    "Only frames that were stored since, such as 15m, 24h or 2027-01-31T08:00:00Z (default: all).")
    @Nullable
    String since;

    @Option(names = "--camera", paramLabel = "NAME", description = "Only this camera (default: all).")
    @Nullable
    String camera;

    @Option(names = "--json", description = "One JSON object (default: a table).")
    boolean json;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description =
                    "How long to wait for events of frames that were captured before the start. With 0 such frames"
                            + " are no failure (default: ${DEFAULT-VALUE}).")
    int wait;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (wait < 0) {
            throw new UserError("--wait " + wait + ": 0 or more");
        }
        Broker there = broker.broker();
        try (StopSignal stop = StopSignal.install();
                Ledger ledger = Ledger.open(there, since(there), stop::asked)) {
            List<CameraLedger> lines = wanted(ledger.catchUp());
            if (pending(lines) && wait > 0) {
                spec.commandLine()
                        .getErr()
                        .println("ledger: waits up to " + wait + " s for events of frames that have none");
            }
            long end = System.nanoTime() + Duration.ofSeconds(wait).toNanos();
            while (pending(lines) && System.nanoTime() < end && !stop.await(BETWEEN)) {
                lines = wanted(ledger.settle());
            }
            LedgerVerdict verdict = new LedgerVerdict(lines, ledger.notLookedAt(), wait > 0);
            List<TopicLedger> records =
                    RecordLedger.read(there, since(there), name -> camera == null || camera.equals(name), stop::asked);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(LedgerText.json(verdict, records));
            } else {
                LedgerText.lines(verdict).forEach(out::println);
                RecordsText.lines(records).forEach(out::println);
            }
            out.flush();
            return verdict.good() && RecordsText.good(records) ? 0 : 1;
        }
    }

    private List<CameraLedger> wanted(List<CameraLedger> lines) {
        return camera == null
                ? lines
                : lines.stream().filter(line -> line.camera().equals(camera)).toList();
    }

    private static boolean pending(List<CameraLedger> lines) {
        return lines.stream().anyMatch(line -> line.pending() > 0);
    }

    /** A time of the broker's clock, which is what its records have. */
    private @Nullable Instant since(Broker there) {
        if (since == null) {
            return null;
        }
        try {
            return Instant.parse(since);
        } catch (DateTimeParseException e) {
            try (BrokerClock clock = BrokerClock.open(there)) {
                return Instant.ofEpochMilli(clock.time().millis()).minus(DurationText.parse(since));
            } catch (UserError notATimeSpan) {
                throw new UserError(
                        "--since " + since + ": neither a time span such as 15m or 24h nor a time such as"
                                + " 2027-01-31T08:00:00Z",
                        notATimeSpan);
            }
        }
    }
}
