package io.lynceus.trainer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
    @TempDir
    Path folder;

    @Test
    void readsWhatItWrote() throws IOException {
        try (PointerScope scope = new PointerScope()) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            tensors.put(
                    "floats", Tensor.create(1f, 2f, 3f, 4f, 5f, 6f).view(2, 3).t());
            tensors.put("longs", Tensor.create(7L, -8L));
            Path file = folder.resolve("new/file.safetensors");
            new Safetensors(tensors, Map.of("architecture", "gelan-t")).write(file);
            Safetensors read = Safetensors.read(file);

            assertThat(read.metadata()).containsExactly(Map.entry("architecture", "gelan-t"));
            assertThat(read.tensors().keySet()).containsExactly("floats", "longs");
            assertThat(HashWeights.values(tensor(read, "floats"))).containsExactly(1, 4, 2, 5, 3, 6);
            assertThat(tensor(read, "longs").select(0, 1).item_long()).isEqualTo(-8);
            assertThat(Files.list(file.getParent())).containsExactly(file);
        }
    }

    private static Tensor tensor(Safetensors read, String name) {
        return Objects.requireNonNull(read.tensors().get(name));
    }

    @Test
    void saysWhenAFileIsCutShort() throws IOException {
        try (PointerScope scope = new PointerScope()) {
            Path file = folder.resolve("file.safetensors");
            new Safetensors(Map.of("a", Tensor.create(1f, 2f)), Map.of()).write(file);
            byte[] bytes = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));

            assertThatThrownBy(() -> Safetensors.read(file))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("cut short");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "[]",
                "{\"a\":{}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,400]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1,-1],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-4,4]}}",
                "{\"a\":{\"dtype\":\"U4\",\"shape\":[2],\"data_offsets\":[0,1]}}"
            })
    void refusesAHeaderThatLies(String header) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + 8).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(text.length).put(text);
        Path file = folder.resolve("hostile.safetensors");
        Files.write(file, bytes.array());

        assertThatThrownBy(() -> Safetensors.read(file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void saysWhichFileIsMissing() {
        assertThatThrownBy(() -> Safetensors.read(folder.resolve("none.safetensors")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("none.safetensors");
    }

    @Test
    void aFullDiskLeavesTheCheckpointOfBeforeAndNoPieceOfTheNext() throws IOException {
        Path file = Files.writeString(folder.resolve("last.safetensors"), "the one of before");
        Path partial = folder.resolve("last.safetensors.partial");
        Files.createSymbolicLink(partial, Path.of("/dev/full"));
        try (PointerScope scope = new PointerScope()) {
            Safetensors next = new Safetensors(Map.of("floats", Tensor.create(1f, 2f)), Map.of());
            assertThatThrownBy(() -> next.write(file))
                    .isInstanceOf(RunError.class)
                    .hasMessage("cannot write the checkpoint " + file + ": No space left on device");
        }
        assertThat(file).hasContent("the one of before");
        assertThat(partial).doesNotExist();
    }
}
