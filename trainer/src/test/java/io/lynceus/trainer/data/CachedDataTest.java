package io.lynceus.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.vision.pixels.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CachedDataTest {
    private final List<Integer> loaded = new ArrayList<>();

    private final class Three implements Dataset {
        @Override
        public int size() {
            return 3;
        }

        @Override
        public List<String> classNames() {
            return List.of("person");
        }

        @Override
        public Sample load(int index) {
            loaded.add(index);
            return new Sample("p" + index, 8, 8, new Picture(8, 8, new byte[192]), List.of());
        }
    }

    @Test
    void aPictureIsDecodedOnceAsFarAsThereIsRoom() {
        Dataset cached = new CachedDataset(new Three(), new AtomicLong(2 * 192));

        for (int epoch = 0; epoch < 3; epoch++) {
            for (int i = 0; i < 3; i++) {
                assertThat(cached.load(i).id()).isEqualTo("p" + i);
            }
        }

        assertThat(loaded).containsExactly(0, 1, 2, 2, 2);
    }

    @Test
    void allPartsShareTheRoom() {
        AtomicLong room = new AtomicLong(3 * 192);
        Dataset train = new CachedDataset(new Three(), room);
        Dataset heldOut = new CachedDataset(new Three(), room);
        train.load(0);
        train.load(1);
        heldOut.load(0);
        loaded.clear();

        heldOut.load(1);
        heldOut.load(0);
        heldOut.load(1);

        assertThat(loaded).containsExactly(1, 1);
        assertThat(room).hasValue(0);
    }

    /** As the runs of an ablation do, and the report at a run's end. */
    @Test
    void aPartThatIsOpenedAgainHasThePicturesThatWereDecodedBefore() {
        CachedData data = new CachedData(new People(), new AtomicLong(4 * 192));
        for (int run = 0; run < 3; run++) {
            for (int i = 0; i < 3; i++) {
                data.train(64).load(i);
            }
        }
        assertThat(loaded).containsExactly(0, 1, 2);

        data.val(64).load(0);
        data.train(32).load(0);
        assertThat(loaded).as("others are others").containsExactly(0, 1, 2, 0, 0);
    }

    private final class People implements DataFile {
        @Override
        public List<String> names() {
            return List.of("person");
        }

        @Override
        public Dataset open(Split split, int imgsz) {
            return new Three();
        }

        @Override
        public String description(Split split) {
            return "people";
        }
    }
}
