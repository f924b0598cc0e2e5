package io.lynceus.vision.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl;
import io.lynceus.vision.UserError;
import io.lynceus.vision.engine.Engine;
import io.lynceus.vision.engine.EngineSettings;
import io.lynceus.vision.engine.Lane;
import io.lynceus.vision.engine.OnnxEngine;
import io.lynceus.vision.engine.Parallelism;
import io.lynceus.vision.engine.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models whose numbers lie in a second file. */
class ModelFileTest {
    @TempDir
    Path folder;

    private final TinyModel model = new TinyModel(64, 64, 2).box(3, 1, 0.9f, 32, 24, 16, 8);

    private Path write(String location, long offset) throws IOException {
        return Files.write(
                folder.resolve("m.onnx"), model.external(location, offset).bytes());
    }

    private Path numbers(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, model.numbers());
    }

    private static int boxes(Path file) {
        EngineSettings settings = new EngineSettings(List.of(), 0, Parallelism.onCpu(1, 1));
        try (Engine engine = OnnxEngine.open(ModelFile.read(file), settings);
                Lane lane = engine.lane()) {
            lane.run(1);
            return lane.read(0, 0.5f).size();
        }
    }

    private void refused(Path file, String why) {
        assertThatThrownBy(() -> ModelFile.read(file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("\n");
    }

    @Test
    void theNumbersAreFoundFromWhereverTheProcessWasStarted() throws IOException {
        numbers("m.onnx.data");
        assertThat(boxes(write("m.onnx.data", 0))).isEqualTo(1);

        numbers("weights/part.bin");
        assertThat(boxes(write("./weights/part.bin", 0))).isEqualTo(1);
    }

    @Test
    void theDigestIsOfBothFiles() throws Exception {
        Path data = numbers("m.onnx.data");
        ModelFile file = ModelFile.read(write("m.onnx.data", 0));
        MessageDigest both = MessageDigest.getInstance("SHA-256");
        both.update(file.bytes());
        both.update(model.numbers());

        assertThat(file.sha256()).isEqualTo(HexFormat.of().formatHex(both.digest()));
        String before = file.sha256();
        byte[] other = model.numbers();
        other[100] ^= 1;
        Files.write(data, other);
        assertThat(file.sha256()).isNotEqualTo(before);
        assertThat(new ModelFile("x", new byte[0]).sha256())
                .as("as sha256sum says")
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void aPathThatLeavesTheModelsFolderIsRefused() throws IOException {
        Path elsewhere = Files.write(Files.createTempFile("elsewhere", ".bin"), model.numbers());
        try {
            Path inside = Files.createDirectories(folder.resolve("a/b"));
            refused(write("../" + folder.getFileName() + "x/part.bin", 0), "does not lie in the model's folder");
            refused(write("a/../../part.bin", 0), "does not lie in the model's folder");
            refused(write(elsewhere.toString(), 0), "does not lie in the model's folder");
            refused(write(" ", 0), "takes values from ' '");
            Files.createSymbolicLink(folder.resolve("link.bin"), elsewhere);
            refused(write("link.bin", 0), "it is a link that leads out of the model's folder");
            refused(write("a/b", 0), "it is no file");
            assertThat(inside).isEmptyDirectory();
        } finally {
            Files.delete(elsewhere);
        }
    }

    @Test
    void aModelThatIsALinkHasItsNumbersBesideEither() throws IOException {
        Path store = Files.createDirectories(folder.resolve("store"));
        Files.write(store.resolve("1f"), model.external("m.onnx.data", 0).bytes());
        Files.write(store.resolve("2e"), model.numbers());
        Path shown = Files.createDirectories(folder.resolve("shown"));
        Path link = Files.createSymbolicLink(shown.resolve("m.onnx"), Path.of("../store/1f"));
        Files.createSymbolicLink(shown.resolve("m.onnx.data"), Path.of("../store/2e"));

        assertThat(ModelFile.read(link).data()).containsExactly(shown.resolve("m.onnx.data"));
        assertThat(boxes(link)).isEqualTo(1);
    }

    @Test
    void aDataFileThatIsMissingOrTooShortIsSaid() throws IOException {
        refused(write("gone.bin", 0), "takes values from 'gone.bin': there is no such file");
        Files.write(folder.resolve("short.bin"), Arrays.copyOf(model.numbers(), 100));
        refused(write("short.bin", 0), "it has only 100 bytes, wanted are " + model.numbers().length + " from 0");
        numbers("m.bin");
        refused(write("m.bin", 8), "from 8");
        refused(write("m.bin", -8), "from -8");
        refused(write("m.bin", Long.MAX_VALUE), "from " + Long.MAX_VALUE);
    }

    @Test
    void boxesAndScoresThatLieApartMayHaveTheirNumbersBesideThemToo() throws IOException {
        float[] corners = new float[84 * 4];
        System.arraycopy(new float[] {24, 20, 40, 28}, 0, corners, 12, 4);
        float[] scores = new float[84 * 2];
        scores[7] = 0.9f;
        TinyModel apart = new TinyModel(64, 64, 2).answer(corners, 1, 84, 4).also("scores", scores, 1, 84, 2);
        Files.write(folder.resolve("apart.data"), apart.numbers());
        Path file = Files.write(
                folder.resolve("apart.onnx"), apart.external("apart.data", 0).bytes());

        assertThat(boxes(file)).isEqualTo(1);
    }

    /** The files are copied for the runtime then, and each can be copied once. */
    @Test
    void aLinkedFileThatIsNamedInTwoWaysIsOne() throws IOException {
        Path store = Files.createDirectories(folder.resolve("store"));
        Files.write(store.resolve("2e"), model.numbers());
        OnnxMl.ModelProto.Builder twice =
                OnnxMl.ModelProto.parseFrom(model.external("m.onnx.data", 0).bytes()).toBuilder();
        OnnxMl.TensorProto.Builder again =
                twice.getGraphBuilder().getInitializer(0).toBuilder().setName("again");
        again.getExternalDataBuilder(0).setValue("./m.onnx.data");
        twice.getGraphBuilder().addInitializer(again);
        Files.write(store.resolve("1f"), twice.build().toByteArray());
        Path shown = Files.createDirectories(folder.resolve("shown"));
        Path link = Files.createSymbolicLink(shown.resolve("m.onnx"), Path.of("../store/1f"));
        Files.createSymbolicLink(shown.resolve("m.onnx.data"), Path.of("../store/2e"));

        assertThat(ModelFile.read(link).data()).containsExactly(shown.resolve("m.onnx.data"));
        assertThat(boxes(link)).isEqualTo(1);
    }

    @Test
    void aModelInNoFolderHasNoDataFiles() {
        assertThatThrownBy(() -> new ModelFile("bundled", model.external("x", 0).bytes()).facts())
                .isInstanceOf(UserError.class)
                .hasMessage("not an ONNX model: bundled: it takes values from other files, and lies in no folder");
    }

    @Test
    void whatIsNoFileIsNoModel() {
        refused(Path.of("/dev/zero"), "not an ONNX model: /dev/zero: it is no file");
    }
}
