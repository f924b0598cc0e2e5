package io.lynceus.trainer.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.trainer.model.Architecture;
import io.lynceus.trainer.model.ModelSize;
import io.lynceus.trainer.model.StateShapes;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecognisedTest {
    private static final Storage NOWHERE = new Storage(new PythonClass("torch", "HalfStorage"), "0");

    private static Map<String, StoredTensor> stateDict(String name, int classes) {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        StateShapes.of(Architecture.named(name), classes)
                .forEach((key, shape) -> tensors.put(key, new StoredTensor(NOWHERE, 0, shape, shape)));
        return tensors;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yolov9-t",
                "yolov9-s",
                "yolov9-m",
                "yolov9-c",
                "yolov9-e",
                "gelan-t",
                "gelan-s",
                "gelan-m",
                "gelan-c",
                "gelan-e",
                "yolov9-t-w80",
                "gelan-t-w80"
            })
    void tellsEveryArchitectureWithAnyNumberOfClasses(String name) throws IOException {
        for (int classes : new int[] {1, 3, 80, 365}) {
            Recognised recognised = Recognised.of(stateDict(name, classes));

            assertThat(recognised.architecture().name()).isEqualTo(name);
            assertThat(recognised.classes()).isEqualTo(classes);
        }
    }

    /**
     * The README of the authors' repository gives the exported T
     * 2.0 M parameters and 7.7 GFLOPs, its table 2.4 M and 9.8.
     */
    @Test
    void theNarrowerClassBranchWeighsWhatTheReadmeSays() {
        ModelSize size = ModelSize.of(Architecture.named("yolov9-t-w80"), 80, 640, 640);

        assertThat(size.deployedParameters()).isEqualTo(2_001_840);
        assertThat(size.deployedOperations() / 1e9).isBetween(7.705, 7.715);
    }

    @Test
    void namesTheFirstThingThatDoesNotFit() {
        Map<String, StoredTensor> tensors = stateDict("gelan-t", 3);
        tensors.put("model.3.cv1.conv.weight", new StoredTensor(NOWHERE, 0, List.of(72L, 32L, 3L, 3L), List.of()));

        assertThatThrownBy(() -> Recognised.of(tensors))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("gelan-t")
                .hasMessageContaining("model.3.cv1.conv.weight of shape [64, 32, 3, 3], the file of [72, 32, 3, 3]");
    }

    @Test
    void refusesWhatHasMoreThanADetector() {
        Map<String, StoredTensor> tensors = stateDict("gelan-c", 80);
        tensors.put("model.22.proto.cv1.conv.weight", new StoredTensor(NOWHERE, 0, List.of(1L), List.of(1L)));

        assertThatThrownBy(() -> Recognised.of(tensors)).hasMessageContaining("has no model.22.proto.cv1.conv.weight");
    }

    @Test
    void aCheckpointWhoseNormsAreFoldedIsRefused() {
        Map<String, StoredTensor> tensors = stateDict("gelan-t", 80);
        tensors.keySet().removeIf(name -> name.contains(".bn."));

        assertThatThrownBy(() -> Recognised.of(tensors)).hasMessageContaining("folded");
    }
}
