package io.lynceus.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.trainer.config.Hyperparameters;
import io.lynceus.trainer.config.TrainSettings;
import io.lynceus.trainer.data.DataFile;
import io.lynceus.trainer.data.Dataset;
import io.lynceus.trainer.data.Sample;
import io.lynceus.trainer.data.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StepBenchTest {
    private static final TrainSettings SETTINGS =
            new TrainSettings("gelan-t", "drawn", null, 64, 1, 1, 0, 1, 0, 7, 1, 1, Hyperparameters.DEFAULT);

    /** A mosaic is made of four pictures, mixed up with another one of eight. */
    private static final int MOST_PICTURES_IN_ONE = 8;

    @Test
    void readsNoMorePicturesAheadThanTheLoaderDoes() {
        AtomicInteger loaded = new AtomicInteger();
        List<Integer> loadedAtStep = new ArrayList<>();
        StepBench.run(
                SETTINGS, new Counting(new DrawnData(1000, 1), loaded), 1, step -> loadedAtStep.add(loaded.get()));

        int batches = 1 + 2 * SETTINGS.workers() + 1;
        assertThat(loadedAtStep)
                .singleElement()
                .satisfies(count -> assertThat(count).isBetween(1, batches * MOST_PICTURES_IN_ONE));
    }

    @Test
    void goesOnWithTheNextEpochWhereOneEnds() {
        List<StepBench.Step> steps = new ArrayList<>();
        StepBench.run(SETTINGS, new DrawnData(2, 1), 5, steps::add);

        assertThat(steps).hasSize(5).extracting(StepBench.Step::total).allMatch(Double::isFinite);
        assertThat(steps).allSatisfy(step -> assertThat(step.seconds()).isPositive());
    }

    /** Counts the pictures that are loaded. */
    private record Counting(DataFile data, AtomicInteger loaded) implements DataFile {
        @Override
        public List<String> names() {
            return data.names();
        }

        @Override
        public String description(Split split) {
            return data.description(split);
        }

        @Override
        public Dataset open(Split split, int imgsz) {
            Dataset pictures = data.open(split, imgsz);
            return new Dataset() {
                @Override
                public int size() {
                    return pictures.size();
                }

                @Override
                public List<String> classNames() {
                    return pictures.classNames();
                }

                @Override
                public Sample load(int index) {
                    loaded.incrementAndGet();
                    return pictures.load(index);
                }
            };
        }
    }
}
