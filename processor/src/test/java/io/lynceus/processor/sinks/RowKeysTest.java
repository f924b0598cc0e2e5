package io.lynceus.processor.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.schemas.avro.CountWindow;
import io.lynceus.schemas.avro.TrackEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Records that would have the same rows, though frames with other ids wrote them, are not written in one batch. */
class RowKeysTest {
    private static final Instant START = Instant.parse("2027-01-02T03:04:00Z");

    @Test
    void aWindowThatComesAgainIsTheOneOfBeforeAndOneWithItsStartIsAnother() {
        CountWindow before = SentAnalytics.window(START);
        CountWindow anew =
                CountWindow.newBuilder(before).setWindowId("cam-0:8:70/1").build();
        CountRows rows = new CountRows();
        assertThat(rows.key(CountWindow.newBuilder(before).build())).isEqualTo(rows.key(before));
        assertThat(rows.key(anew)).isNotEqualTo(rows.key(before));
    }

    @Test
    void aTracksRecordOfOneNumberIsThatOfBefore() {
        TrackEvent before = SentAnalytics.track(1, START);
        TrackEvent anew =
                TrackEvent.newBuilder(before).setEventId("cam-0:7:9/1/2").build();
        TrackRows rows = new TrackRows();
        assertThat(rows.key(anew)).isEqualTo(rows.key(before));
        assertThat(rows.key(SentAnalytics.track(2, START))).isNotEqualTo(rows.key(before));
    }
}
