package io.lynceus.processor.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lynceus.processor.broker.EmbeddedBroker;
import io.lynceus.schemas.avro.CountWindow;
import io.lynceus.schemas.avro.FrameDetections;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HistorySinkIT {
    private static Database database;
    private EmbeddedBroker broker;

    @BeforeAll
    static void start() {
        database = Database.start();
    }

    /**
     * A broker of its own for each test, and with it other topics: what was written of those before stays out of it.
     */
    @BeforeEach
    void begin() {
        broker = EmbeddedBroker.start(0);
        SentEvents.topics(broker.connection());
        database.run("drop schema if exists lynceus cascade");
    }

    @AfterEach
    void end() {
        broker.close();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void itsRowsAreTheTopicsRecords() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.DAYS).plusSeconds(40_000);
        List<FrameDetections> events = SentEvents.events(5_000, now.minus(Duration.ofDays(1)));
        SentEvents.send(broker.connection(), events);
        catchUp(null);
        assertRows(
                database.rows("select camera, epoch, sequence, status from frames"),
                events.stream()
                        .map(event -> event.getCamera() + " 7 " + event.getSequence() + " " + event.getStatus())
                        .toList());
        assertRows(
                database.rows("select camera, sequence, number, label, track_id, x1 from detections"),
                events.stream().flatMap(SentObject::of).toList());

        // Again from where it ended, and again from the beginning: the same rows.
        catchUp(null);
        database.run("delete from offsets");
        catchUp(null);
        assertThat(database.rows("select count(*) from frames")).containsExactly("5000");
        assertThat(database.rows("select count(*) from detections"))
                .containsExactly(Long.toString(events.stream()
                        .mapToLong(event -> event.getDetections().size())
                        .sum()));
    }

    /** As when a camera's clock is set back; rows of an earlier version do not say which window they are of. */
    @Test
    void twoWindowsOfOneStartAreBothCountedAndEachOnce() {
        Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS);
        CountWindow one = SentAnalytics.window(start);
        CountWindow other =
                CountWindow.newBuilder(one).setWindowId("cam-0:8:70/1").build();
        SentAnalytics.sendCounts(broker.connection(), List.of(one));
        catchUp(null);
        String rows = "select count(*), count(distinct window_id), min(window_id) = '' from counts";
        String each = database.rows("select count(*) from counts").get(0);
        database.run("update counts set window_id = ''");
        database.run("update heat set window_id = ''");
        assertThat(database.rows(rows)).containsExactly(each + " 1 t");
        SentAnalytics.sendCounts(broker.connection(), List.of(one, other));
        catchUp(null);
        database.run("delete from offsets");
        catchUp(null);
        assertThat(database.rows(rows)).containsExactly(2 * Integer.parseInt(each) + " 2 f");
        assertThat(database.rows("select count(distinct window_id), min(window_id) = '' from heat"))
                .containsExactly("2 f");
    }

    @Test
    void daysAreDroppedAsWholesAndDoNotComeBack() {
        Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
        for (int day = 0; day < 5; day++) {
            SentEvents.send(
                    broker.connection(),
                    SentEvents.events(30, today.minus(Duration.ofDays(day)).plusSeconds(3600)));
        }
        catchUp(null);
        assertThat(parts()).isEqualTo(5);
        catchUp(Duration.ofDays(2));
        assertThat(parts()).isEqualTo(3);
        assertThat(database.rows("select distinct day from frames")).hasSize(3);
        database.run("delete from offsets");
        catchUp(Duration.ofDays(2));
        assertThat(parts()).isEqualTo(3);
    }

    private static long parts() {
        return Long.parseLong(database.rows("select count(*) from pg_inherits where inhparent = 'frames'::regclass")
                .get(0));
    }

    @Test
    void aDayThatIsFarFromTheBrokersIsNotTaken() {
        Instant stored = Instant.parse("2027-05-04T12:00:00Z");
        assertThat(History.day(stored.minus(Duration.ofDays(1)), stored.toEpochMilli()))
                .hasToString("2027-05-03");
        assertThat(History.day(Instant.parse("2099-01-01T00:00:00Z"), stored.toEpochMilli()))
                .hasToString("2027-05-04");
    }

    /** A name that no index takes costs its record alone. */
    @Test
    void aRecordThatTheDatabaseRefusesIsPassedOver() {
        Instant now = Instant.now();
        List<FrameDetections> events = new ArrayList<>(SentEvents.events(40, now));
        String name = new Random(3)
                .ints(9_000, 'a', 'z')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        FrameDetections odd =
                FrameDetections.newBuilder(events.get(7)).setCamera(name).build();
        FrameDetections zero =
                FrameDetections.newBuilder(events.get(8)).setCamera("a\0b").build();
        events.set(7, odd);
        events.set(8, zero);
        SentEvents.send(broker.connection(), events);
        catchUp(null);
        assertThat(database.rows("select count(*) from frames")).containsExactly("39");
        assertThat(database.rows("select count(*) from frames where camera = 'a\uFFFDb'"))
                .containsExactly("1");
    }

    /** Two sinks, and a database that ends their connections in the midst of their work. */
    @Test
    void connectionsThatEndAreMadeAnewAndASecondSinkTakesOver() throws Exception {
        List<FrameDetections> events = SentEvents.events(20_000, Instant.now());
        AtomicBoolean stop = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        AtomicInteger open = new AtomicInteger();
        List<Future<?>> sinks =
                List.of(threads.submit(() -> follow(stop, open)), threads.submit(() -> follow(stop, open)));
        // A sink whose connection ends while it starts says so and ends, as it should.
        await().until(() -> open.get() == sinks.size());
        for (int part = 0; part < 5; part++) {
            SentEvents.send(broker.connection(), events.subList(part * 4_000, (part + 1) * 4_000));
            long some = part * 4_000L + 500;
            await().until(() -> !sinks.stream().allMatch(Future::isDone) && count("frames") > some);
            database.run("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where application_name = 'lynceus' and pid <> pg_backend_pid()");
        }
        await().until(() -> count("frames") == events.size());
        stop.set(true);
        for (Future<?> sink : sinks) {
            sink.get();
        }
        threads.shutdown();
        assertRows(
                database.rows("select camera, sequence, number, label, track_id, x1 from detections"),
                events.stream().flatMap(SentObject::of).toList());
    }

    private void follow(AtomicBoolean stop, AtomicInteger open) {
        try (HistorySink sink = HistorySink.open(broker.connection(), database.postgres(), null, time -> {
            if (time.isZero()) {
                return stop.get();
            }
            // A sink that finds its database away again and again waits for half a minute; here for a twentieth of
            // that.
            await().pollInterval(Duration.ofMillis(10))
                    .pollDelay(time.dividedBy(20))
                    .until(() -> true);
            return stop.get();
        })) {
            open.incrementAndGet();
            sink.run(now -> false);
        }
    }

    private static long count(String table) {
        return database.rows("select to_regclass('" + table + "')").contains("null")
                ? 0
                : Long.parseLong(database.rows("select count(*) from " + table).get(0));
    }

    private void catchUp(@Nullable Duration retention) {
        try (HistorySink sink = HistorySink.open(broker.connection(), database.postgres(), retention, time -> false)) {
            sink.run(now -> now.behind() == 0);
        }
    }

    /** In whatever order; sorted, for AssertJ compares each with each. */
    private static void assertRows(List<String> rows, List<String> wanted) {
        assertThat(rows.stream().sorted().toList())
                .isEqualTo(wanted.stream().sorted().toList());
    }
}
