package io.lynceus.processor.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lynceus.processor.broker.EmbeddedBroker;
import io.lynceus.processor.cli.ChildVerb;
import io.lynceus.schemas.avro.FrameDetections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sink is killed in the midst of its work; {@code -Dsink.kills=20} for as many times. */
class SinkKillIT {
    private static final int KILLS = Integer.getInteger("sink.kills", 4);
    private static final int EVENTS = 6_000;
    private static final int STARTS = 4;

    @TempDir
    Path folder;

    private final Random random = new Random(5);

    @Test
    void afterKillsTheRowsAreTheTopicsRecordsEachOnce() throws InterruptedException {
        try (Database database = Database.start();
                EmbeddedBroker broker = EmbeddedBroker.start(0)) {
            SentEvents.topics(broker.connection());
            Instant begin = Instant.now();
            List<FrameDetections> events = SentEvents.events(KILLS * EVENTS, begin);
            for (int kill = 0; kill < KILLS; kill++) {
                SentEvents.send(broker.connection(), events.subList(kill * EVENTS, (kill + 1) * EVENTS));
                // Somewhere in this round's records; by rows, so that it falls into work on any machine.
                killAt(broker, database, (long) kill * EVENTS + random.nextInt(EVENTS - 1_000));
            }
            int code = 1;
            for (int start = 0; start < STARTS && code != 0; start++) {
                try (ChildVerb sink = sink(broker, database, "--once")) {
                    code = sink.exitCode();
                }
            }
            assertThat(code).as(said()).isZero();
            assertThat(count(database, "frames")).isEqualTo(events.size());
            assertRows(
                    database.rows("select camera, epoch, sequence, status from frames"),
                    events.stream()
                            .map(event -> event.getCamera() + " 7 " + event.getSequence() + " " + event.getStatus())
                            .toList());
            assertRows(
                    database.rows("select camera, sequence, number, label, track_id, x1 from detections"),
                    events.stream().flatMap(SentObject::of).toList());
        }
    }

    /**
     * A machine that is too busy for an answer within the sink's patience has it end by itself: it is started again.
     */
    private void killAt(EmbeddedBroker broker, Database database, long rows) throws InterruptedException {
        for (int start = 0; start < STARTS; start++) {
            try (ChildVerb sink = sink(broker, database, "--retention=9d")) {
                await().pollInterval(Duration.ofMillis(5))
                        .until(() -> count(database, "frames") > rows || !sink.runs());
                if (sink.runs()) {
                    sink.kill();
                    return;
                }
            }
        }
        throw new AssertionError(said());
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("sink.log"));
        } catch (IOException e) {
            return "";
        }
    }

    private static long count(Database database, String table) {
        if (database.rows("select to_regclass('lynceus." + table + "')").contains("null")) {
            return 0;
        }
        return Long.parseLong(
                database.rows("select count(*) from lynceus." + table).get(0));
    }

    private ChildVerb sink(EmbeddedBroker broker, Database database, String more) {
        return new ChildVerb(
                folder.resolve("sink.log"),
                Map.of("LYNCEUS_POSTGRES_PASSWORD", "postgres"),
                "sink",
                "postgres",
                "--bootstrap",
                broker.connection().bootstrap(),
                "--url",
                database.url(),
                "--user",
                "postgres",
                more);
    }

    /** In whatever order; sorted, for AssertJ compares each with each. */
    private static void assertRows(List<String> rows, List<String> wanted) {
        assertThat(rows.stream().sorted().toList())
                .isEqualTo(wanted.stream().sorted().toList());
    }
}
