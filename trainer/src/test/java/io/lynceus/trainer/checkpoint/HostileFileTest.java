package io.lynceus.trainer.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.trainer.model.Architecture;
import io.lynceus.trainer.model.StateShapes;
import io.lynceus.vision.UserError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is in the file: a checkpoint, or one line that names the file. */
class HostileFileTest {
    private static final int SMALL_FILES = 4000;
    private static final int WHOLE_MODELS = 60;

    @TempDir
    Path folder;

    /** @return whether it was taken */
    private boolean convert(Path file) {
        try {
            ForeignCheckpoint.convert(file, folder.resolve("out.safetensors"), List.of(), Map.of());
            return true;
        } catch (UserError e) {
            assertThat(e.getMessage()).startsWith(file.toString()).doesNotContain("\n", "null");
            return false;
        }
    }

    private Path pickled(byte[] pickle) throws IOException {
        Path file = folder.resolve("hostile.pt");
        new TorchSave().write(file, pickle);
        return file;
    }

    private static byte[] bytes(Object... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Object part : parts) {
            if (part instanceof Integer one) {
                out.write(one);
            } else {
                out.writeBytes(((String) part).getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return out.toByteArray();
    }

    @Test
    void mutatedSmallFilesGiveOneLine() throws IOException {
        TorchSave save = new TorchSave();
        Map<String, Object> tensors = new LinkedHashMap<>();
        Object values = save.storage("HalfStorage", new byte[64]);
        for (String name : List.of("0.conv.weight", "0.bn.weight", "0.bn.running_mean", "1.cv3.0.0.conv.weight")) {
            tensors.put("model." + name, TorchSave.tensor(values, 2, 2, 2, 2));
        }
        tensors.put("model.1.cv3.0.2.weight", TorchSave.tensor(values, 3, 2, 1, 1));
        Path file = folder.resolve("small.pt");
        save.write(file, save.root(null, TorchSave.model(tensors, List.of("a", "b", "c"))));
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(7);
        for (int i = 0; i < SMALL_FILES; i++) {
            Files.write(file, mutated(whole, random));
            convert(file);
        }
    }

    @Test
    void mutatedPicklesOfWholeModelsGiveACheckpointOrOneLine() throws IOException {
        TorchSave save = new TorchSave();
        Map<String, Object> tensors = new LinkedHashMap<>();
        Object values = save.storage("HalfStorage", new byte[1 << 19]);
        StateShapes.of(Architecture.named("gelan-t"), 3)
                .forEach((name, shape) -> tensors.put(
                        name,
                        TorchSave.tensor(
                                values, shape.stream().map(Long::intValue).toArray(Integer[]::new))));
        byte[] pickle = Python.pickle(save.root(TorchSave.model(tensors, List.of("a", "b", "c")), null));
        Path file = folder.resolve("whole.pt");
        save.write(file, pickle);
        assertThat(convert(file)).isTrue();
        Random random = new Random(11);
        for (int i = 0; i < WHOLE_MODELS; i++) {
            save.write(file, mutated(pickle, random));
            convert(file);
        }
    }

    private static byte[] mutated(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(bytes.length);
            int length = 1 + random.nextInt(16);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> Arrays.fill(bytes, at, Math.min(at + length, bytes.length), (byte) -random.nextInt(2));
                case 3 -> {
                    int from = random.nextInt(bytes.length);
                    System.arraycopy(bytes, from, bytes, at, Math.min(length, bytes.length - Math.max(at, from)));
                }
                default -> bytes = random.nextInt(4) > 0 ? bytes : Arrays.copyOf(bytes, Math.max(at, 1));
            }
        }
        return bytes;
    }

    @Test
    void aCallInAPickleIsReadAsDataAndNotMade() throws IOException {
        Object read = PickleReader.read(bytes(0x80, 2, "cos\nsystem\n", "X", 5, 0, 0, 0, "touch", 0x85, "R."));

        assertThat(read).isInstanceOfSatisfying(PythonObject.class, call -> {
            assertThat(call.type().is("os.system")).isTrue();
            assertThat(call.argument(0)).isEqualTo("touch");
        });
    }

    @Test
    void aClassThatTheLibraryWouldBuildIsReadAsData() throws IOException {
        Object read = PickleReader.read(bytes(0x80, 2, "cdecimal\nDecimal\n", "X", 1, 0, 0, 0, "1", 0x85, "R."));

        assertThat(read).isInstanceOf(PythonObject.class);
    }

    @Test
    void stateIsNotHandedToJavaObjects() {
        assertThatThrownBy(() -> PickleReader.read(bytes(0x80, 2, "]}b."))).isInstanceOf(IOException.class);
    }

    @Test
    void aLengthBeyondTheFileTakesNoMemory() throws IOException {
        for (int code : new int[] {'X', 'T', 'B', 0x8b, 0x8d, 0x8e, 0x96}) {
            assertThat(convert(pickled(bytes(0x80, 2, code, 0xff, 0xff, 0xff, 0x7f, 0, 0, 0, 0, "."))))
                    .isFalse();
        }
    }

    @Test
    void aKeyThatWouldTakeForeverToHashIsRefused() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(bytes(0x80, 2, "}]", "q", 0));
        for (int i = 1; i < 100; i++) {
            out.writeBytes(bytes("0](h", i - 1, "h", i - 1, "eq", i));
        }
        out.writeBytes(bytes("Ns."));

        assertThat(convert(pickled(out.toByteArray()))).isFalse();
    }

    @Test
    void aModuleInsideItselfIsRefused() throws IOException {
        byte[] cycle = bytes(
                0x80,
                2,
                "}X",
                5,
                0,
                0,
                0,
                "model",
                "cm\nM\n)",
                0x81,
                "q",
                0,
                "}X",
                8,
                0,
                0,
                0,
                "_modules",
                "}X",
                1,
                0,
                0,
                0,
                "a",
                "h",
                0,
                "sX",
                1,
                0,
                0,
                0,
                "b",
                "h",
                0,
                "ssbs.");

        assertThat(convert(pickled(cycle))).isFalse();
    }

    @Test
    void endlessInstructionsAreRefused() {
        byte[] pickle = new byte[3_000_000];
        Arrays.fill(pickle, (byte) '}');

        assertThatThrownBy(() -> PickleReader.read(pickle)).hasMessageContaining("instructions");
    }

    @Test
    void whatIsNoCheckpointIsNamed() throws IOException {
        Path text = Files.writeString(folder.resolve("text.pt"), "hello");
        assertThatThrownBy(() -> ForeignCheckpoint.convert(text, text, List.of(), Map.of()))
                .isInstanceOf(UserError.class)
                .hasMessage(text + ": it is no zip archive, as torch.save writes since PyTorch 1.6, or it is damaged");
        assertThat(convert(folder.resolve("none.pt"))).isFalse();
        assertThat(convert(folder)).isFalse();
        assertThat(convert(pickled(Python.pickle(null)))).isFalse();
        assertThat(convert(pickled(Python.pickle(Map.of("model", "weights"))))).isFalse();
    }
}
