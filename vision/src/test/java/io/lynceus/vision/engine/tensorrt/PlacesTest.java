package io.lynceus.vision.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.vision.RunError;
import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.Pixels;
import io.lynceus.vision.pixels.YuvOnCard;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private static final YuvOnCard PICTURE =
            new YuvOnCard(1, 64, 2, 64, 64, 32, 1, false, 1, 1, 1, 1, new YuvOnCard.Home(7, 9));

    private static final Letterbox BOX = Letterbox.of(64, 32, 64, 64);

    private final List<String> done = new ArrayList<>();
    private boolean failing;
    private final Places places = new Places(4, new Places.Work() {
        @Override
        public void letterbox(int place, YuvOnCard picture, Letterbox box) {
            if (failing) {
                throw new RunError("CUDA cannot scale a picture");
            }
            done.add("letterbox " + place + " on " + picture.home().stream() + ", mark " + place);
        }

        @Override
        public void await(int place) {
            done.add("await " + place);
        }

        @Override
        public void copy(int place) {
            done.add("copy " + place);
        }
    });

    @Test
    void aBatchFromHostMemoryGoesAsAWhole() {
        places.fromHost(0);
        places.fromHost(1);
        assertThat(places.allFromHost(2)).isTrue();
        assertThat(done).isEmpty();
    }

    @Test
    void theRunWaitsForEachPictureOfTheCardAndCopiesTheOthers() {
        places.fromHost(0);
        places.fromCard(2, PICTURE, BOX);
        places.fromCard(1, PICTURE, BOX);
        assertThat(places.allFromHost(3)).isFalse();
        places.bring(3);
        assertThat(done)
                .containsExactly(
                        "letterbox 2 on 9, mark 2", "letterbox 1 on 9, mark 1", "copy 0", "await 1", "await 2");
    }

    @Test
    void aPlaceIsWhatItWasWrittenLast() {
        places.fromCard(0, PICTURE, BOX);
        places.fromHost(0);
        assertThat(places.allFromHost(1)).isTrue();
    }

    /** A larger batch before has left its pictures there. */
    @Test
    void placesBehindTheBatchDoNotCount() {
        places.fromCard(3, PICTURE, BOX);
        places.fromHost(0);
        assertThat(places.allFromHost(1)).isTrue();
        assertThat(places.allFromHost(4)).isFalse();
    }

    @Test
    void aPictureThatDidNotComeIsNotWaitedFor() {
        places.fromCard(0, PICTURE, BOX);
        failing = true;
        assertThatThrownBy(() -> places.fromCard(0, PICTURE, BOX)).isInstanceOf(RunError.class);
        assertThat(places.allFromHost(1)).isTrue();
    }

    @Test
    void planesLieInTheOrderThatTheNetworkWants() {
        long plane = 640 * 640;
        assertThat(InputOnCard.plane(1000, 3 * plane, plane, Pixels.RGB, 2, 0)).isEqualTo(1000 + 6 * plane);
        assertThat(InputOnCard.plane(1000, 3 * plane, plane, Pixels.BGR255, 2, 0))
                .isEqualTo(1000 + 8 * plane);
        assertThat(InputOnCard.plane(1000, 3 * plane, plane, Pixels.BGR, 0, 1)).isEqualTo(1000 + plane);
    }

    @Test
    void theInputOfALargeBatchIsAddressedBeyondTwoGigabytes() {
        long plane = 4096L * 4096;
        assertThat(InputOnCard.plane(0, 3 * plane, plane, Pixels.RGB, 63, 2)).isEqualTo(191 * plane);
    }
}
