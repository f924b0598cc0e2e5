package io.lynceus.trainer.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lynceus.trainer.config.Hyperparameters;
import io.lynceus.trainer.data.Batch;
import io.lynceus.trainer.data.Dataset;
import io.lynceus.trainer.data.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoaderTest {
    private static final Dataset TEN = new PlainSet(10, 32, 24);

    private static List<Batch> batches(Hyperparameters recipe, long seed, int workers, int epoch, boolean mosaic) {
        List<Batch> batches = new ArrayList<>();
        try (Loader loader = new Loader(TEN, recipe, 32, 4, seed, workers)) {
            loader.epoch(epoch, mosaic).forEach(batches::add);
        }
        return batches;
    }

    private static String digest(List<Batch> batches) {
        StringBuilder digest = new StringBuilder();
        for (Batch batch : batches) {
            digest.append(Arrays.hashCode(batch.images())).append(' ');
            digest.append(Arrays.hashCode(batch.targets())).append('\n');
        }
        return digest.toString();
    }

    @Test
    void givesTheSameBatchesHoweverManyWorkersThereAre() {
        String one = digest(batches(Hyperparameters.DEFAULT, 5, 1, 2, true));

        assertThat(digest(batches(Hyperparameters.DEFAULT, 5, 4, 2, true))).isEqualTo(one);
        assertThat(digest(batches(Hyperparameters.DEFAULT, 6, 1, 2, true))).isNotEqualTo(one);
        assertThat(digest(batches(Hyperparameters.DEFAULT, 5, 1, 3, true))).isNotEqualTo(one);
    }

    @Test
    void anEpochDoesNotDependOnTheOnesBefore() {
        List<Batch> later = new ArrayList<>();
        try (Loader loader = new Loader(TEN, Hyperparameters.DEFAULT, 32, 4, 5, 2)) {
            loader.epoch(0, true).forEach(batch -> {});
            // Left in the middle.
            loader.epoch(1, true).iterator().next();
            loader.epoch(2, true).forEach(later::add);
        }

        assertThat(digest(later)).isEqualTo(digest(batches(Hyperparameters.DEFAULT, 5, 1, 2, true)));
    }

    @Test
    void showsEveryPictureOnceAnEpochInAnotherOrderEachTime() {
        List<Float> first = classes(batches(Recipes.still(), 1, 2, 0, false));
        List<Float> second = classes(batches(Recipes.still(), 1, 2, 1, false));

        assertThat(first).containsExactlyInAnyOrder(0f, 1f, 2f, 3f, 4f, 5f, 6f, 7f, 8f, 9f);
        assertThat(second).hasSameElementsAs(first).isNotEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({"10, 4, 3", "5, 4, 2", "3, 16, 3", "7, 7, 4"})
    void unevenSharesTogetherAreTheBatchesOfOneProcess(int pictures, int batch, int processes) {
        Dataset dataset = new PlainSet(pictures, 32, 24);
        List<List<Float>> shares = new ArrayList<>();
        int batches = 0;
        for (int process = 0; process < processes; process++) {
            try (Loader loader = new Loader(dataset, Recipes.still(), 32, batch, 1, 2, new Share(process, processes))) {
                List<Batch> share = new ArrayList<>();
                loader.epoch(0, false).forEach(share::add);
                batches = loader.batchesPerEpoch();
                assertThat(share).hasSize(batches).allMatch(part -> part.size() > 0);
                shares.add(classes(share));
            }
        }
        List<Batch> whole = new ArrayList<>();
        try (Loader loader = new Loader(dataset, Recipes.still(), 32, batch, 1, 2)) {
            loader.epoch(0, false).forEach(whole::add);
        }
        assertThat(shares.stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(classes(whole.subList(0, batches)));
    }

    @Test
    void aLoaderWithoutAPictureForEachShareIsRefused() {
        assertThatThrownBy(() -> new Loader(new PlainSet(2, 32, 24), Recipes.still(), 32, 4, 1, 1, new Share(0, 3)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anErrorInAWorkerIsThrownAsItIs() {
        Dataset heavy = new Dataset() {
            @Override
            public int size() {
                return 1;
            }

            @Override
            public List<String> classNames() {
                return TEN.classNames();
            }

            @Override
            public Sample load(int index) {
                throw new OutOfMemoryError("Java heap space");
            }
        };
        try (Loader loader = new Loader(heavy, Recipes.still(), 32, 2, 0, 1)) {
            Iterator<Batch> batches = loader.epoch(0, false).iterator();

            assertThatThrownBy(batches::next).isInstanceOf(OutOfMemoryError.class);
        }
    }

    private static List<Float> classes(List<Batch> batches) {
        List<Float> classes = new ArrayList<>();
        for (Batch batch : batches) {
            for (int row = 0; row < batch.targetCount(); row++) {
                classes.add(batch.targets()[row * 6 + 1]);
            }
        }
        return classes;
    }

    @Test
    void givesPlanesAndFractions() {
        List<Batch> batches = batches(Recipes.still(), 1, 1, 0, false);
        Batch batch = batches.get(0);

        assertThat(batches).extracting(Batch::size).containsExactly(4, 4, 2);
        assertThat(batch.images()).hasSize(4 * 3 * 32 * 32);
        for (int picture = 0; picture < 4; picture++) {
            int at = picture * 6;
            float[] row = Arrays.copyOfRange(batch.targets(), at, at + 6);
            assertThat(row[0]).isEqualTo(picture);
            assertThat(row).endsWith(0.5f, 0.5f, 0.5f, 0.375f);
            for (int plane = 0; plane < 3; plane++) {
                int start = (picture * 3 + plane) * 32 * 32;
                assertThat(batch.images()[start]).isEqualTo((byte) 114);
                assertThat(batch.images()[start + 16 * 32 + 16]).isEqualTo((byte) row[1]);
            }
        }
    }

    @Test
    void mirrorsBoxesWithTheirPictures() {
        for (Batch batch : batches(Recipes.with(1, 1, 1), 1, 1, 0, true)) {
            for (int row = 0; row < batch.targetCount(); row++) {
                int picture = (int) batch.targets()[row * 6];
                int x = (int) (batch.targets()[row * 6 + 2] * 32);
                int y = (int) (batch.targets()[row * 6 + 3] * 32);
                // The middle of a box shows the picture that the box came with.
                assertThat((float) batch.images()[picture * 3 * 32 * 32 + y * 32 + x])
                        .isCloseTo(batch.targets()[row * 6 + 1], within(1f));
            }
        }
    }

    @Test
    void throwsWhatWentWrongInAWorker() {
        Dataset broken = new Dataset() {
            @Override
            public int size() {
                return 8;
            }

            @Override
            public List<String> classNames() {
                return TEN.classNames();
            }

            @Override
            public Sample load(int index) {
                if (index == 3) {
                    throw new IllegalStateException("picture 3 is broken");
                }
                return TEN.load(index);
            }
        };
        try (Loader loader = new Loader(broken, Recipes.still(), 32, 2, 0, 2)) {
            Iterator<Batch> batches = loader.epoch(0, false).iterator();

            assertThatThrownBy(() -> batches.forEachRemaining(batch -> {}))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("picture 3 is broken");
            assertThat(batches.hasNext()).isFalse();
        }
    }
}
