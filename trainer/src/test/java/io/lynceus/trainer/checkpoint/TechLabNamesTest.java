package io.lynceus.trainer.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.trainer.checkpoint.TechLabKeys.Key;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TechLabNamesTest {
    private static final Storage NOWHERE = new Storage(new PythonClass("torch", "FloatStorage"), "0");

    private static StoredTensor tensor(List<Long> shape) {
        return new StoredTensor(NOWHERE, 0, shape, shape);
    }

    /** The lists are what that code's own state dicts have, and what its converter makes of each name. */
    @ParameterizedTest
    @CsvSource({"v9-t, yolov9-t", "v9-m, yolov9-m"})
    void everyNameIsTheOneThatTheirConverterKnows(String list, String architecture) throws IOException {
        Map<String, StoredTensor> theirs = new LinkedHashMap<>();
        List<Key> keys = TechLabKeys.of(list);
        keys.forEach(key -> theirs.put(key.name(), tensor(key.shape())));

        Map<String, StoredTensor> official = TechLabNames.official(theirs);

        assertThat(official)
                .containsOnlyKeys(keys.stream().map(Key::official).distinct().toList());
        Recognised recognised = Recognised.of(official);
        assertThat(recognised.architecture().name()).isEqualTo(architecture);
        assertThat(recognised.classes()).isEqualTo(80);
    }

    /** What they deploy is the same network without the auxiliary branch. */
    @ParameterizedTest
    @CsvSource({"v9-t, gelan-t", "v9-m, gelan-m"})
    void withoutTheAuxiliaryBranchItIsTheDeployedNetwork(String list, String architecture) throws IOException {
        Map<String, StoredTensor> theirs = new LinkedHashMap<>();
        TechLabKeys.of(list).stream()
                .filter(key -> key.layer() <= 22)
                .forEach(key -> theirs.put(key.name(), tensor(key.shape())));

        assertThat(Recognised.of(TechLabNames.official(theirs)).architecture().name())
                .isEqualTo(architecture);
    }
}
