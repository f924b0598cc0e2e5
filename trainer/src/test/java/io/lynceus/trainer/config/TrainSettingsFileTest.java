package io.lynceus.trainer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainSettingsFileTest {
    @TempDir
    private Path folder;

    private static TrainSettings settings(Curve schedule, OptimizerKind optimizer, Precision precision) {
        return new TrainSettings(
                "gelan-t",
                "data.yaml",
                null,
                0,
                64,
                4,
                3,
                1,
                2,
                0,
                7,
                1,
                1,
                "cpu",
                schedule,
                optimizer,
                precision,
                Hyperparameters.DEFAULT);
    }

    @Test
    void settingsComeBackFromTheFileAsTheyWere() throws IOException {
        TrainSettings settings = settings(Curve.FLAT_COSINE, OptimizerKind.ADAMW, Precision.BFLOAT16);
        TrainSettingsFile.write(settings, folder);

        assertThat(TrainSettingsFile.read(folder)).isEqualTo(settings);
        assertThat(folder.resolve("config.json"))
                .content()
                .contains("\"schedule\" : \"flat-cosine\"")
                .contains("\"optimizer\" : \"adamw\"")
                .contains("\"precision\" : \"bfloat16\"");
    }

    @Test
    void aRunOfBeforeTheChoiceHadTheLineAndSgdInFloat32() throws IOException {
        TrainSettings settings = settings(Curve.LINEAR, OptimizerKind.SGD, Precision.FLOAT32);
        TrainSettingsFile.write(settings, folder);
        Path file = folder.resolve("config.json");
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceAll("\"(device|schedule|optimizer|precision)\" : \"[^\"]*\",\\s*", "")
                        .replaceAll("\"freeze\" : 0,\\s*", "")
                        .replaceAll(",\\s*\"(nominal_batch|ema_tau)\" : [\\d.]+", ""));
        assertThat(file)
                .content()
                .doesNotContain("freeze", "device", "schedule", "optimizer", "precision", "nominal_batch", "ema_tau");

        assertThat(TrainSettingsFile.read(folder)).isEqualTo(settings);
    }

    @Test
    void anUnknownCurveIsNamed() throws IOException {
        TrainSettingsFile.write(settings(Curve.LINEAR, OptimizerKind.SGD, Precision.FLOAT32), folder);
        Path file = folder.resolve("config.json");
        Files.writeString(file, Files.readString(file).replace("\"linear\"", "\"steep\""));

        assertThatThrownBy(() -> TrainSettingsFile.read(folder))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("config.json")
                .hasMessageContaining("steep");
    }
}
