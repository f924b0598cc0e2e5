package io.lynceus.processor.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.schemas.avro.CameraChange;
import io.lynceus.schemas.avro.CameraStatus;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class CameraNewsTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678901Z");

    private final Told told = new Told();
    private final CameraNews news =
            new CameraNews(new Camera("gate", "rtsp://admin:secret@host/a"), told, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void eachThingIsToldOnce() {
        news.away(null, "connection refused", false);
        news.away(null, "no route to host", false);
        news.there(5);
        news.there(5);
        news.away(5L, "no packet for 10.0 s", false);
        news.away(null, "connection refused", false);
        news.away(null, "user or password refused", true);
        news.away(null, "user or password refused", true);
        news.there(6);
        assertThat(told.all())
                .extracting(CameraStatus::getStatus)
                .containsExactly(
                        CameraChange.LOST,
                        CameraChange.CONNECTED,
                        CameraChange.LOST,
                        CameraChange.AUTH_FAILED,
                        CameraChange.RECONNECTED);
        assertThat(told.all()).extracting(CameraStatus::getEpoch).containsExactly(null, 5L, 5L, null, 6L);
        assertThat(told.all())
                .allMatch(status ->
                        status.getCamera().equals("gate") && status.getTime().equals(NOW));
    }

    @Test
    void theStateHasTheNewestReason() {
        assertThat(news.state(0, 0).change()).isEqualTo(CameraChange.UNKNOWN);
        news.away(null, "connection refused", false);
        news.away(null, "no route to host", false);
        assertThat(news.state(7, 25))
                .isEqualTo(new CameraState(
                        new Camera("gate", "rtsp://admin:secret@host/a"),
                        CameraChange.LOST,
                        NOW,
                        "no route to host",
                        7,
                        25));
    }

    @Test
    void aFilesEndSaysHowItWasCutShort() {
        news.there(5);
        news.ended(5, "it breaks off");
        assertThat(told.all().get(1).getStatus()).isEqualTo(CameraChange.EOF);
        assertThat(told.all().get(1).getReason()).isEqualTo("it breaks off");
    }
}
