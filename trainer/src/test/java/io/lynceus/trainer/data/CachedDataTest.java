package io.lynceus.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.vision.pixels.Picture;
import java.util.ArrayList;
import java.util.List;
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
        Dataset cached = new CachedDataset(new Three(), 8, 2 * 192);

        for (int epoch = 0; epoch < 3; epoch++) {
            for (int i = 0; i < 3; i++) {
                assertThat(cached.load(i).id()).isEqualTo("p" + i);
            }
        }

        assertThat(loaded).containsExactly(0, 1, 2, 2, 2);
    }
}
