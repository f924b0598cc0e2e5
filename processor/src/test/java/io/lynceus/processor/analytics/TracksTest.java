package io.lynceus.processor.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lynceus.processor.config.CameraZones;
import io.lynceus.schemas.avro.TrackChange;
import io.lynceus.schemas.avro.TrackEvent;
import org.junit.jupiter.api.Test;

class TracksTest {
    private final Yard yard = new Yard(CameraZones.NONE);

    @Test
    void aTrackStartsIsUpdatedOnceASecondAndEnds() {
        for (int i = 0; i < 100; i++) {
            yard.with(
                            4L,
                            i % 3 == 0 ? 1 : 2,
                            i == 50 ? 0.95 : 0.8,
                            0.1 + i * 0.005,
                            i < 50 ? 0.5 : 0.5 + (i - 50) * 0.005)
                    .show(i * 0.04);
        }
        yard.show(4.2);
        yard.over(4).show(5.2);
        yard.show(5.3);
        assertThat(yard.tracks)
                .extracting(TrackEvent::getChange)
                .containsExactly(
                        TrackChange.STARTED,
                        TrackChange.UPDATED,
                        TrackChange.UPDATED,
                        TrackChange.UPDATED,
                        TrackChange.ENDED);
        assertThat(yard.tracks)
                .extracting(TrackEvent::getEventId)
                .containsExactly("cam:1:0/4/0", "cam:1:25/4/1", "cam:1:50/4/2", "cam:1:75/4/3", "cam:1:101/4/4");
        TrackEvent end = yard.tracks.get(4);
        assertThat(end.getLabel()).isEqualTo("class2");
        assertThat(end.getFrames()).isEqualTo(100);
        assertThat(end.getFirst().getFrameId()).isEqualTo("cam:1:0");
        assertThat(end.getLast().getFrameId()).isEqualTo("cam:1:99");
        assertThat(end.getLast().getTime()).isEqualTo(Yard.START.plusMillis(3960));
        assertThat(end.getBest().getFrameId()).isEqualTo("cam:1:50");
        assertThat(end.getFrameId()).isEqualTo("cam:1:101");
        // Straight on, then round a corner: three points say it.
        assertThat(end.getPath()).hasSizeBetween(3, 5);
        assertThat(end.getPath().get(0).getX()).isCloseTo(0.1f, within(1e-6f));
        assertThat(end.getPath().get(end.getPath().size() - 1).getY()).isGreaterThan(0.74f);
    }

    @Test
    void theBestFrameIsAWholeOneIfThereIsOne() {
        yard.damaged().with(1L, 0, 0.99, 0.5, 0.5).show(0);
        yard.with(1L, 0, 0.6, 0.5, 0.5).show(0.04);
        yard.damaged().with(1L, 0, 0.98, 0.5, 0.5).show(0.08);
        yard.over(1).show(2);
        assertThat(yard.tracks.get(1).getBest().getFrameId()).isEqualTo("cam:1:1");
    }

    @Test
    void theWayOfWhoRunsInCirclesForHoursHasFewPoints() {
        for (int i = 0; i < 20_000; i++) {
            yard.person(1, 0.5 + 0.3 * Math.cos(i * 0.05), 0.5 + 0.3 * Math.sin(i * 0.05))
                    .show(i * 0.2);
        }
        yard.over(1).show(5000);
        assertThat(yard.tracks.get(yard.tracks.size() - 1).getPath()).hasSizeBetween(10, 64);
    }
}
