package io.lynceus.processor.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxOfTest {
    @TempDir
    Path folder;

    private String launcher(String script) throws IOException {
        Path file = Files.writeString(folder.resolve("launcher"), "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file.toString();
    }

    @Test
    void aModelFileIsItself() throws IOException {
        OnnxOf alone = new OnnxOf(null, folder);

        assertThat(alone.of(Path.of("some/yard.onnx"))).isEqualTo(Path.of("some/yard.onnx"));
        Path plain = Files.writeString(folder.resolve("model"), "");
        assertThat(alone.of(plain)).isEqualTo(plain);
    }

    @Test
    void aNameAndACheckpointAreMadeByTheTrainer() throws IOException {
        OnnxOf asked = new OnnxOf(launcher("echo \"$*\" > '" + folder + "/asked'; echo /made/it.onnx\n"), folder);

        assertThat(asked.of(Path.of("v9-s"))).isEqualTo(Path.of("/made/it.onnx"));
        assertThat(folder.resolve("asked")).hasContent("weights get v9-s --path");
        assertThat(asked.of(Path.of("runs/best.safetensors"))).isEqualTo(Path.of("/made/it.onnx"));
        assertThat(folder.resolve("asked")).hasContent("weights get runs/best.safetensors --path");
    }

    @Test
    void whatIsKeptNeedsNoTrainer() throws IOException {
        Path kept = Files.createDirectories(folder.resolve("v9-s"));
        Path small = Files.writeString(kept.resolve("v9-s-320x320.onnx"), "");
        OnnxOf alone = new OnnxOf(null, folder);
        assertThat(alone.of(Path.of("v9-s"))).isEqualTo(small);

        Path usual = Files.writeString(kept.resolve("v9-s-640x640.onnx"), "");
        assertThat(alone.of(Path.of("v9-s"))).isEqualTo(usual);
    }

    @Test
    void withoutATrainerOneLineSaysWhereTheModelIsMade() {
        OnnxOf alone = new OnnxOf(null, folder);

        assertThatThrownBy(() -> alone.of(Path.of("v9-s")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("./lynceus weights get v9-s --path");
        assertThatThrownBy(() -> alone.of(Path.of("best.pt"))).hasMessageContaining("weights get best.pt --path");
    }

    @Test
    void aTrainerThatFailsHasSaidWhy() throws IOException {
        OnnxOf asked = new OnnxOf(launcher("echo no weights named v8 >&2; exit 2\n"), folder);

        assertThatThrownBy(() -> asked.of(Path.of("v8")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no model could be made of v8");
    }

    @Test
    void whatFailedOnTheWayIsNoWrongUsage() throws IOException {
        OnnxOf asked = new OnnxOf(launcher("echo the disk is full >&2; exit 1\n"), folder);

        assertThatThrownBy(() -> asked.of(Path.of("v9-s")))
                .isInstanceOf(RunError.class)
                .hasMessageContaining("no model could be made of v9-s");
    }
}
