package io.lynceus.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.trainer.training.StartingWeights;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainProgressTest {
    private static String said(String... others) {
        StringWriter words = new StringWriter();
        StopNotice notice = new StopNotice("");
        try (TrainProgress progress = new TrainProgress(new PrintWriter(words, true), false, notice, null)) {
            progress.startingFrom(new StartingWeights(Path.of("v9.safetensors"), 10, List.of(), List.of(others)));
        } finally {
            notice.cancel();
        }
        return words.toString().strip();
    }

    @Test
    void whatStartsAnewIsSaidInWordsWhereItIsTheClassBranch() {
        assertThat(said()).isEqualTo("10 of 10 tensors start from v9.safetensors");
        assertThat(said("model.29.cv3.0.0.conv.weight", "model.29.cv5.2.2.bias"))
                .isEqualTo(
                        "10 of 12 tensors start from v9.safetensors; the class branch starts anew, for the classes of"
                                + " these data");
    }

    @Test
    void otherLayersThatDoNotFitAreNamed() {
        assertThat(said("model.29.cv3.0.2.bias", "model.4.cv3.0.cv1.conv.weight", "model.4.cv3.0.cv1.bn.bias"))
                .isEqualTo("10 of 13 tensors start from v9.safetensors; fresh are those of model.29.cv3.0.2,"
                        + " model.4.cv3.0.cv1.conv, model.4.cv3.0.cv1.bn");
    }
}
