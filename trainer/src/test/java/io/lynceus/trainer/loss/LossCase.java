package io.lynceus.trainer.loss;

import static org.bytedeco.pytorch.global.torch.tensor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lynceus.trainer.model.RawHeads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** What the official loss said about one batch: a folder with manifest.json and raw little-endian tensors. */
record LossCase(Path folder, JsonNode manifest) {
    /** Every case there is: the copies in the test resources, or more of them under -Dparity.fixtures. */
    static Stream<LossCase> all() throws IOException {
        Path root = Path.of(System.getProperty("parity.fixtures", "src/test/resources/parity"));
        try (Stream<Path> folders = Files.list(root.resolve("loss"))) {
            return folders.filter(Files::isDirectory).sorted().map(LossCase::read).toList().stream();
        }
    }

    private static LossCase read(Path folder) {
        try {
            return new LossCase(
                    folder,
                    new ObjectMapper().readTree(folder.resolve("manifest.json").toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode meta() {
        return manifest.get("meta");
    }

    boolean has(String name) {
        return manifest.get("tensors").has(name);
    }

    int size(String name, int dimension) {
        return manifest.get("tensors").get(name).get("shape").get(dimension).asInt();
    }

    float[] floats(String name) {
        JsonNode tensor = manifest.get("tensors").get(name);
        String type = tensor.get("dtype").asText();
        ByteBuffer bytes = bytes(tensor.get("file").asText());
        float[] values = new float[bytes.remaining() / (type.equals("uint8") ? 1 : 4)];
        for (int i = 0; i < values.length; i++) {
            values[i] = type.equals("uint8") ? bytes.get() : type.equals("int32") ? bytes.getInt() : bytes.getFloat();
        }
        return values;
    }

    private ByteBuffer bytes(String file) {
        try {
            return ByteBuffer.wrap(Files.readAllBytes(folder.resolve(file))).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Tensor tensorOf(String name, ScalarType type) {
        List<Long> shape = new ArrayList<>();
        manifest.get("tensors").get(name).get("shape").forEach(size -> shape.add(size.asLong()));
        return tensor(floats(name))
                .reshape(shape.stream().mapToLong(Long::longValue).toArray())
                .to(type);
    }

    /** The raw maps as leaves, so that gradients gather on them. */
    RawHeads heads(ScalarType type) {
        return new RawHeads(maps("aux", type), maps("main", type));
    }

    private List<Tensor> maps(String head, ScalarType type) {
        List<Tensor> maps = new ArrayList<>();
        for (int level = 3; level <= 5; level++) {
            if (has("pred_" + head + "_p" + level)) {
                maps.add(tensorOf("pred_" + head + "_p" + level, type).set_requires_grad(true));
            }
        }
        return maps;
    }

    @Override
    public String toString() {
        return folder.getFileName() + ": " + manifest.get("description").asText();
    }
}
