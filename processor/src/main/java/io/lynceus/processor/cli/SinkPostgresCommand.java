package io.lynceus.processor.cli;

import io.lynceus.processor.config.DurationText;
import io.lynceus.processor.kafka.Broker;
import io.lynceus.processor.sinks.HistorySink;
import io.lynceus.processor.sinks.Postgres;
import io.lynceus.vision.UserError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Events into PostgreSQL, each once. */
@Command(
        name = "postgres",
        description = {
            "Writes the events to PostgreSQL, each once whatever ends this process, until Ctrl-C. Tables are made and"
                    + " brought up to date by itself, one part a day.",
            "A second sink on the same schema waits and takes over when the first one is gone.",
        },
        mixinStandardHelpOptions = true)
final class SinkPostgresCommand implements Callable<Integer> {
    private static final String PASSWORD = "LYNCEUS_POSTGRES_PASSWORD";

    @Mixin
    BrokerOptions broker = new BrokerOptions();

    @Option(
            names = "--url",
            required = true,
            paramLabel = "URL",
            description = "The database: jdbc:postgresql://HOST:PORT/DATABASE, with the driver's settings such as"
                    + " ?sslmode=verify-full behind it, without a password.")
    String url = "";

    @Option(names = "--user", paramLabel = "NAME", description = "The database's user (default: the system's).")
    @Nullable
    String user;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description =
                    "Its first line is the password (default: " + PASSWORD + " in the environment, else .pgpass).")
    @Nullable
    Path passwordFile;

    @Option(
            names = "--schema",
            paramLabel = "NAME",
            defaultValue = "lynceus",
            description = "Where the tables are; made if need be (default: ${DEFAULT-VALUE}).")
    String schema = "";

    @Option(
            names = "--retention",
            paramLabel = "TIME",
            description = "How long rows are kept, such as 90d; older days are dropped (default: for ever).")
    @Nullable
    String retention;

    @Option(names = "--once", description = "End when all that is there is written (default: go on until Ctrl-C).")
    boolean once;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Broker there = broker.broker();
        Postgres postgres = new Postgres(url, user, Credential.read("--password-file", passwordFile, PASSWORD), schema);
        Duration kept = retention == null ? null : DurationText.parse(retention);
        if (kept != null && kept.compareTo(Duration.ofDays(1)) < 0) {
            throw new UserError("--retention " + retention + ": a day or more");
        }
        try (StopSignal stop = StopSignal.install();
                StatusLine status = StatusLine.on(spec.commandLine().getErr());
                HistorySink sink = HistorySink.open(there, postgres, kept, stop::await)) {
            status.print("sink: writes to " + postgres + ", reading from " + there + ", Ctrl-C to stop");
            sink.run(now -> {
                status.update(text(now));
                return once && now.behind() == 0;
            });
            status.print(text(sink));
        }
        return 0;
    }

    private static String text(HistorySink sink) {
        return String.format(
                Locale.ROOT,
                "sink: %,d records written%s",
                sink.written(),
                sink.behind() < 0 ? "" : String.format(Locale.ROOT, ", %,d to go", sink.behind()));
    }
}
