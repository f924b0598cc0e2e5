package io.lynceus.processor.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ByteTrackerTest {
    private static final double FRAME = 1 / 25.0;

    private final Scene scene = new Scene(ByteTracker::new);

    @Test
    void anObjectHasAnIdFromItsThirdFrameOnAndKeepsIt() {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            ids.addAll(scene.person(100 + 8 * i, 400).show(i * FRAME));
        }
        assertThat(ids.subList(0, 2)).containsOnlyNulls();
        assertThat(ids.subList(2, 50)).containsOnly(1L);
    }

    @Test
    void twoThatCrossKeepTheirIds() {
        List<Long> last = List.of();
        for (int i = 0; i <= 100; i++) {
            last = scene.person(200 + 12 * i, 400).person(1400 - 12 * i, 440).show(i * FRAME);
        }
        assertThat(last).containsExactly(1L, 2L);
    }

    @Test
    void oneThatIsHiddenForHalfASecondComesOutWhereItsSpeedSaysWithItsId() {
        for (int i = 0; i < 40; i++) {
            scene.person(200 + 10 * i, 400).show(i * FRAME);
        }
        for (int i = 40; i < 52; i++) {
            scene.show(i * FRAME);
        }
        assertThat(scene.person(200 + 10 * 52, 400).show(52 * FRAME)).containsExactly(1L);
    }

    @Test
    void oneThatIsGoneForLongerComesBackAsAnother() {
        for (int i = 0; i < 20; i++) {
            scene.person(400, 400).show(i * FRAME);
        }
        for (int i = 20; i < 60; i++) {
            scene.show(i * FRAME);
        }
        scene.person(400, 400).show(60 * FRAME);
        scene.person(400, 400).show(61 * FRAME);
        assertThat(scene.person(400, 400).show(62 * FRAME)).containsExactly(2L);
    }

    @Test
    void aBoxThatScoresLowGoesOnWithATrackButBeginsNone() {
        for (int i = 0; i < 10; i++) {
            scene.person(400, 400).show(i * FRAME);
        }
        for (int i = 10; i < 60; i++) {
            assertThat(scene.with(0, 0.3, 400, 400, 60, 160)
                            .with(0, 0.3, 900, 400, 60, 160)
                            .show(i * FRAME))
                    .containsExactly(1L, null);
        }
    }

    @Test
    void whatFlickersIsNoTrack() {
        for (int i = 0; i < 60; i++) {
            if (i % 3 < 2) {
                scene.person(400, 400);
            }
            assertThat(scene.show(i * FRAME)).allMatch(Objects::isNull);
        }
    }

    @Test
    void aTruckThatIsTakenForACarInSomeFramesStaysOneObject() {
        for (int i = 0; i < 40; i++) {
            List<Long> ids = scene.with(i % 5 == 4 ? 1 : 2, 0.8, 200 + 15 * i, 500, 300, 200)
                    .show(i * FRAME);
            assertThat(i < 2 || ids.equals(List.of(1L))).isTrue();
        }
    }

    @Test
    void framesThatWereSkippedArePassedByTime() {
        // 25 frames a second, then every fifth only: as far between two frames as the capture times say.
        for (int i = 0; i < 25; i++) {
            scene.person(100 + 12 * i, 400).show(i * FRAME);
        }
        for (int i = 25; i < 75; i += 5) {
            assertThat(scene.person(100 + 12 * i, 400).show(i * FRAME)).containsExactly(1L);
        }
    }

    @Test
    void oneThatTurnedWhileItWasHiddenIsFoundWhereItWasSeenLast() {
        assertThat(afterATurn(new Scene(ByteTracker::new))).containsExactly((Long) null);
        assertThat(afterATurn(new Scene(ByteTracker::observing))).containsExactly(1L);
    }

    private static List<Long> afterATurn(Scene scene) {
        for (int i = 0; i < 40; i++) {
            scene.person(200 + 10 * i, 400).show(i * FRAME);
        }
        for (int i = 40; i < 52; i++) {
            scene.show(i * FRAME);
        }
        return scene.person(200 + 10 * 40, 400).show(52 * FRAME);
    }

    @Test
    void oneThatWasHiddenGoesOnAsItWentInBetween() {
        Scene scene = new Scene(ByteTracker::observing);
        // Goes to the right, turns while it is hidden, and is off to the left: gone again, it is looked for there.
        for (int i = 0; i < 40; i++) {
            scene.person(200 + 10 * i, 400).show(i * FRAME);
        }
        for (int i = 40; i < 50; i++) {
            scene.show(i * FRAME);
        }
        assertThat(scene.person(560, 400).show(50 * FRAME)).containsExactly(1L);
        for (int i = 51; i < 61; i++) {
            scene.show(i * FRAME);
        }
        assertThat(scene.person(530, 400).show(61 * FRAME)).containsExactly(1L);
    }

    @Test
    void aFrameASecondIsEnoughForWhatMovesLittle() {
        List<Long> ids = List.of();
        for (int i = 0; i < 10; i++) {
            ids = scene.person(400 + i, 400).show(i);
        }
        assertThat(ids).containsExactly(1L);
    }

    @Test
    void anIdIsNeverGivenTwice() {
        for (int object = 1; object <= 50; object++) {
            List<Long> ids = List.of();
            for (int i = 0; i < 3; i++) {
                ids = scene.person(400, 400).show(object * 10 + i * FRAME);
            }
            assertThat(ids).containsExactly((long) object);
            scene.restart();
        }
    }

    @Test
    void noIdOfATrackerWhoseStateIsLostIsGivenAgain() {
        List<Long> before = new ArrayList<>();
        double second = 0;
        for (int life = 0; life < 50; life++) {
            List<Long> now = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                second += FRAME;
                for (int person = 0; person < 40; person++) {
                    scene.person(20 + person * 39, 400);
                }
                now = scene.ids(second);
            }
            assertThat(now).hasSize(40).doesNotContainNull();
            before.addAll(now);
            scene.forget();
        }
        assertThat(before).doesNotHaveDuplicates();
    }

    @Test
    void idsGoOnAfterThoseOfAClockThatWasAhead() {
        List<Long> first = List.of();
        for (int i = 0; i < 3; i++) {
            first = scene.person(400, 400).ids(86_400 + i * FRAME);
        }
        List<Long> second = List.of();
        for (int i = 0; i < 3; i++) {
            second = scene.person(400, 400).ids(i * FRAME);
        }
        assertThat(second.get(0)).isEqualTo(first.get(0) + 1);
    }

    @Test
    void aNewConnectionChangesNothing() {
        for (int i = 0; i < 10; i++) {
            scene.person(400, 400).show(i * FRAME);
        }
        scene.tracker().onEpoch(2);
        assertThat(scene.person(400, 400).show(0.8)).containsExactly(1L);
    }

    @Test
    void aClockThatIsSetBackBeginsNewTracks() {
        for (int i = 0; i < 10; i++) {
            scene.person(400, 400).show(3600 + i * FRAME);
        }
        for (int i = 0; i < 2; i++) {
            assertThat(scene.person(400, 400).show(i * FRAME)).containsOnlyNulls();
        }
        assertThat(scene.person(400, 400).show(2 * FRAME)).containsExactly(2L);
    }

    @Test
    void goesOnAfterARestartAtAnyFrameAsIfNothingHadBeen() {
        List<List<Long>> undisturbed = crowd(frame -> false, ByteTracker::new);
        assertThat(crowd(frame -> true, ByteTracker::new)).isEqualTo(undisturbed);
        assertThat(crowd(frame -> frame % 7 == 3, ByteTracker::new)).isEqualTo(undisturbed);
        List<List<Long>> observing = crowd(frame -> false, ByteTracker::observing);
        assertThat(observing).isNotEqualTo(undisturbed);
        assertThat(crowd(frame -> true, ByteTracker::observing)).isEqualTo(observing);
        assertThat(crowd(frame -> frame % 7 == 3, ByteTracker::observing)).isEqualTo(observing);
        assertThat(undisturbed.stream()
                        .flatMap(List::stream)
                        .filter(Objects::nonNull)
                        .distinct()
                        .count())
                .isGreaterThan(20);
    }

    @Test
    void aStateOfAnotherVersionIsRefused() {
        assertThat(new ByteTracker().restore(2, new byte[0])).isFalse();
    }

    /** Thirty that walk, get lost and come again, with noise. */
    private static List<List<Long>> crowd(IntPredicate restart, Supplier<ByteTracker> trackers) {
        Random random = new Random(3);
        Scene scene = new Scene(trackers);
        List<List<Long>> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            for (int person = 0; person < 30; person++) {
                double x = (person * 211 + i * (2 + person % 5)) % Scene.WIDTH;
                double y = 100 + person * 20 + random.nextGaussian() * 2;
                if (random.nextInt(8) > 0) {
                    scene.with(0, 0.2 + random.nextDouble() * 0.8, x + random.nextGaussian() * 2, y, 40, 100);
                }
            }
            all.add(scene.show(i * FRAME));
            if (restart.test(i)) {
                scene.restart();
            }
        }
        return all;
    }

    @Test
    void whatShowsInDamagedPicturesAloneNeedsThreeTimesAsManyFramesForAnId() {
        scene.damaged(true);
        for (int i = 0; i < 8; i++) {
            assertThat(scene.person(400, 400).show(i * 0.04)).containsExactly((Long) null);
        }
        assertThat(scene.person(400, 400).show(8 * 0.04)).containsExactly(1L);
    }

    @Test
    void aWholePictureConfirmsWhatDamagedOnesBegan() {
        scene.damaged(true);
        scene.person(400, 400).show(0);
        scene.person(400, 400).show(0.04);
        scene.damaged(false);
        assertThat(scene.person(400, 400).show(0.08)).containsExactly(1L);
        scene.damaged(true);
        assertThat(scene.person(400, 400).show(0.12)).as("a track goes on").containsExactly(1L);
    }
}
