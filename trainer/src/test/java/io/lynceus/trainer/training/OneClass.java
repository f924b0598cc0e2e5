package io.lynceus.trainer.training;

import io.lynceus.trainer.data.DataFile;
import io.lynceus.trainer.data.Dataset;
import io.lynceus.trainer.data.Sample;
import io.lynceus.trainer.data.Split;
import java.util.List;

/** The drawn data with no class but the first. */
record OneClass(DataFile all) implements DataFile {
    @Override
    public List<String> names() {
        return all.names().subList(0, 1);
    }

    @Override
    public String description(Split split) {
        return all.description(split);
    }

    @Override
    public Dataset open(Split split, int imgsz) {
        Dataset both = all.open(split, imgsz);
        return new Dataset() {
            @Override
            public int size() {
                return both.size();
            }

            @Override
            public List<String> classNames() {
                return names();
            }

            @Override
            public Sample load(int index) {
                Sample sample = both.load(index);
                return new Sample(
                        sample.id(),
                        sample.originalWidth(),
                        sample.originalHeight(),
                        sample.picture(),
                        sample.boxes().stream()
                                .filter(box -> box.classId() == 0)
                                .toList());
            }
        };
    }
}
