package io.lynceus.processor.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lynceus.processor.broker.EmbeddedBroker;
import io.lynceus.processor.cli.ChildVerb;
import io.lynceus.schemas.avro.FrameDetections;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sink is killed in the midst of its work; {@code -Dsink.kills=20} for as many times. */
class SinkKillIT {
    private static final int KILLS = Integer.getInteger("sink.kills", 4);
    private static final int EVENTS = 6_000;

    @TempDir
    Path folder;

    private final Random random = new Random(5);

    @Test
    @Timeout(600)
    void afterKillsTheRowsAreTheTopicsRecordsEachOnce() throws InterruptedException {
        try (Database database = Database.start();
                EmbeddedBroker broker = EmbeddedBroker.start(0)) {
            SentEvents.topics(broker.connection());
            Instant begin = Instant.now();
            List<FrameDetections> events = SentEvents.events(KILLS * EVENTS, begin);
            for (int kill = 0; kill < KILLS; kill++) {
                try (ChildVerb sink = sink(broker, database, "--retention=9d")) {
                    SentEvents.send(broker.connection(), events.subList(kill * EVENTS, (kill + 1) * EVENTS));
                    // Somewhere in this round's records; by rows, so that it falls into work on any machine.
                    long from = (long) kill * EVENTS + random.nextInt(EVENTS - 1_000);
                    await().atMost(Duration.ofSeconds(60))
                            .pollInterval(Duration.ofMillis(5))
                            .until(() -> count(database, "frames") > from || !sink.runs());
                    assertThat(sink.runs()).as(sink.said()).isTrue();
                    sink.kill();
                }
            }
            try (ChildVerb sink = sink(broker, database, "--once")) {
                assertThat(sink.exitCode(120)).as(sink.said()).isZero();
            }
            assertThat(count(database, "frames")).isEqualTo(events.size());
            assertThat(database.rows("select camera, epoch, sequence, status from frames"))
                    .containsExactlyInAnyOrderElementsOf(events.stream()
                            .map(event -> event.getCamera() + " 7 " + event.getSequence() + " " + event.getStatus())
                            .toList());
            assertThat(database.rows("select camera, sequence, number, label, track_id, x1 from detections"))
                    .containsExactlyInAnyOrderElementsOf(
                            events.stream().flatMap(SentObject::of).toList());
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
}
