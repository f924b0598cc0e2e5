package io.lynceus.processor.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.decode.StreamFormat;
import io.lynceus.schemas.avro.CaptureTimeSource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StampsTest {
    private static final int HERTZ = 90_000;
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final Duration CAMERA_AHEAD = Duration.ofHours(-3);

    private final Stamps rtp = new Stamps(new StreamTime(1, HERTZ, 32, true, true));

    @Test
    void aCamerasReportDatesEveryFrameAfterItAndPutsAStrayRight() {
        for (int i = 0; i < 200; i++) {
            boolean stray = i > 2 && i % 40 == 7;
            long tick = 1_000 + i * 3600L;
            long sent = tick + (stray ? 37_600L * HERTZ : 0);
            Instant seen = seen(i / 25.0);
            // FFmpeg's own arithmetic: 32 bits of difference to the report's timestamp.
            Instant reference = seen.plusNanos(Math.round((int) (sent - tick) * 1e9 / HERTZ));
            Stamped stamped = stamp(rtp, sent, reference, i / 25.0);
            assertThat(stamped.source()).isEqualTo(CaptureTimeSource.SENDER_REPORT);
            assertThat(Duration.between(seen, stamped.captureTime()).abs()).isLessThan(Duration.ofNanos(10_000));
        }
    }

    @Test
    void aReportThatJumpsIsFollowedAtOnce() {
        for (int i = 0; i < 100; i++) {
            Instant seen = seen(i / 25.0).plus(i < 50 ? Duration.ZERO : Duration.ofDays(365));
            assertThat(stamp(rtp, i * 3600L, seen, i / 25.0).captureTime()).isEqualTo(seen);
        }
    }

    @Test
    void whenTimestampsBeginAnewTheReportBeforeThatIsNotTakenForThem() {
        for (int i = 0; i < 100; i++) {
            boolean again = i >= 50;
            boolean reported = i >= 70;
            long tick = again ? (i - 50) * 3600L : 3600L * HERTZ + i * 3600L;
            Instant seen = seen(i / 25.0);
            // Until the next report FFmpeg counts from the last one.
            Instant reference = again && !reported ? seen.minusSeconds(3600).minusSeconds(2) : seen;
            assertThat(Duration.between(
                                    seen, stamp(rtp, tick, reference, i / 25.0).captureTime())
                            .abs())
                    .isLessThan(Duration.ofNanos(10_000));
        }
    }

    @Test
    void aReportIsBelievedAgainWhenItHasSaidTheSameForLong() {
        Instant wrong = START;
        for (int i = 0; i < 2_000; i++) {
            boolean ahead = i >= 50;
            double at = i / 25.0 + (ahead ? 3600 : 0);
            wrong = stamp(rtp, Math.round(at * HERTZ), seen(at), i / 25.0).captureTime();
        }
        assertThat(wrong).isEqualTo(seen(1_999 / 25.0 + 3600));
    }

    @Test
    void withoutReportsAStreamThatRunsSlowIsHeldToOurClock() {
        // Announced are 25 frames a second, sent are 20.
        List<Stamped> all = new ArrayList<>();
        for (int i = 0; i < 20 * 60; i++) {
            all.add(stamp(rtp, i * 3600L, null, i / 20.0));
        }
        assertThat(all).allSatisfy(stamped -> {
            assertThat(stamped.source()).isEqualTo(CaptureTimeSource.INGEST_CLOCK);
            assertThat(Duration.between(stamped.captureTime(), stamped.ingest()))
                    .isBetween(Duration.ZERO, Duration.ofMillis(700));
        });
        assertThat(all).extracting(Stamped::captureTime).isSorted();
    }

    @Test
    void oneThatRunsFastIsNeverAheadOfOurClock() {
        for (int i = 0; i < 20 * 60; i++) {
            Stamped stamped = stamp(rtp, i * 3600L, null, i / 30.0);
            assertThat(Duration.between(stamped.captureTime(), stamped.ingest()))
                    .isBetween(Duration.ZERO, Duration.ofMillis(10));
        }
    }

    @Test
    void packetsThatTheNetworkHeldBackKeepTheirTimes() {
        Random random = new Random(1);
        double arrived = 0;
        for (int i = 0; i < 25 * 120; i++) {
            double seen = i / 25.0;
            // Now and then nothing comes for two seconds, and then all at once.
            boolean held = i % 500 >= 400 && i % 500 < 450;
            arrived = Math.max(arrived, held ? (i - i % 500 + 450) / 25.0 : seen + random.nextDouble() * 0.02);
            Stamped stamped = stamp(rtp, i * 3600L, null, arrived);
            assertThat(Duration.between(START.plusNanos(Math.round(seen * 1e9)), stamped.captureTime()))
                    .isBetween(Duration.ofMillis(-1), Duration.ofMillis(350));
        }
    }

    @Test
    void aStrayDoesNotMoveTheLineOfOurClock() {
        for (int i = 0; i < 500; i++) {
            long astray = i > 2 && i % 50 == 7 ? 37_600L * HERTZ : 0;
            Instant seen = START.plusNanos(i * 40_000_000L);
            assertThat(stamp(rtp, i * 3600L + astray, null, i / 25.0).captureTime())
                    .isEqualTo(seen);
        }
    }

    @Test
    void aStreamWithoutTimestampsHasTheTimeAtWhichItsPacketsCame() {
        Stamps mjpeg = new Stamps(new StreamTime(1, 25, 60, true, false));
        assertThat(mjpeg.timeBaseNumerator()).isEqualTo(1);
        assertThat(mjpeg.timeBaseDenominator()).isEqualTo(1_000_000);
        for (int i = 0; i < 100; i++) {
            Stamped stamped = stamp(mjpeg, i, null, i / 5.0);
            assertThat(stamped.source()).isEqualTo(CaptureTimeSource.INGEST_TIME);
            assertThat(stamped.captureTime()).isEqualTo(stamped.ingest());
            assertThat(stamped.packet().pts()).isNull();
            assertThat(stamped.packet().dts()).isEqualTo(i * 200_000L);
        }
    }

    private static Instant seen(double seconds) {
        return START.plus(CAMERA_AHEAD).plusNanos(Math.round(seconds * 1e9));
    }

    /** Stamps a packet that came so many seconds after the start. */
    private static Stamped stamp(Stamps stamps, long tick, @Nullable Instant reference, double arrived) {
        Long micros = reference == null ? null : Long.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, reference));
        Packet packet = new Packet(new StreamFormat("h264", null, 64, 48), new byte[1], tick, tick, 0, false, micros);
        long nanos = Math.round(arrived * 1e9);
        return stamps.stamp(packet, START.plusNanos(nanos).truncatedTo(ChronoUnit.MICROS), nanos);
    }
}
