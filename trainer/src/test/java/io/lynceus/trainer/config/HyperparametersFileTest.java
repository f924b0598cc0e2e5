package io.lynceus.trainer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HyperparametersFileTest {
    @TempDir
    private Path folder;

    @Test
    void keysNotInTheFileKeepTheirPublishedValues() throws IOException {
        Hyperparameters read = HyperparametersFile.read(write("lr0: 0.02\nhsv_s: 0.5\n"));
        assertThat(read.lr0()).isEqualTo(0.02);
        assertThat(read.hsvS()).isEqualTo(0.5);
        assertThat(read.copyPaste()).isEqualTo(0.3);
        assertThat(read.copyPasteBoxes()).isZero();
        assertThat(read.mosaicFrom()).isZero();
        assertThat(read.scorePower()).isEqualTo(1);
    }

    @Test
    void aPublishedRecipeIsTakenAsItIs() throws IOException {
        assertThat(HyperparametersFile.read(write("anchor_t: 5.0\nobj: 0.7\nweight_decay: 0.0005\n")))
                .isEqualTo(Hyperparameters.DEFAULT);
    }

    @Test
    void mistakesNameFileAndKey() throws IOException {
        Path unknown = write("lr: 0.1\n");
        assertThatThrownBy(() -> HyperparametersFile.read(unknown))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("hyp.yaml")
                .hasMessageContaining("'lr'");
        Path outOfRange = write("momentum: 1.5\n");
        assertThatThrownBy(() -> HyperparametersFile.read(outOfRange))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("hyp.yaml: momentum: 1.5");
        Path notANumber = write("scale: wide\n");
        assertThatThrownBy(() -> HyperparametersFile.read(notANumber))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("scale: 'wide'");
        Path noPower = write("score_power: 0\n");
        assertThatThrownBy(() -> HyperparametersFile.read(noPower))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("score_power: 0.0 is not between 0.1 and 10.0");
    }

    @Test
    void aRecipeMayNameItsOptimizer() throws IOException {
        Path muon = write("optimizer: muon\nlr0: 0.02\n");
        assertThat(HyperparametersFile.optimizer(muon)).isEqualTo(OptimizerKind.MUON);
        assertThat(HyperparametersFile.read(muon).lr0()).isEqualTo(0.02);
        assertThat(HyperparametersFile.optimizer(write("lr0: 0.02\n"))).isEqualTo(OptimizerKind.SGD);
        Path fast = write("optimizer: fast\n");
        assertThatThrownBy(() -> HyperparametersFile.optimizer(fast))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("hyp.yaml: no optimizer 'fast'; there are [sgd, adam");
    }

    @Test
    void aRecordedRecipeComesBackEqual() {
        assertThat(HyperparametersFile.fromMap(HyperparametersFile.toMap(Hyperparameters.DEFAULT)))
                .isEqualTo(Hyperparameters.DEFAULT);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("hyp.yaml"), text);
    }
}
