package io.lynceus.trainer.parity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One case of numbers that the authors' code gave: a folder with manifest.json and raw little-endian tensors, of which
 * only every so-manieth value may be stored. The cases lie under -Dparity.fixtures, or else in the test resources.
 */
public record Fixture(Path folder, JsonNode manifest) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Where the kinds of cases lie. */
    public static Path root() {
        return Path.of(System.getProperty("parity.fixtures", "src/test/resources/parity"));
    }

    /** The folders of a kind that hold the file, sorted; none where there is no such kind. */
    public static List<Path> folders(String kind, String file) {
        Path parent = root().resolve(kind);
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(parent)) {
            return folders.filter(folder -> Files.exists(folder.resolve(file)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All cases of a kind; what is called input only serves the others. */
    public static List<Fixture> all(String kind) {
        return folders(kind, "manifest.json").stream()
                .filter(folder -> !folder.endsWith("input"))
                .map(Fixture::read)
                .toList();
    }

    /** The case in a folder. */
    public static Fixture read(Path folder) {
        return new Fixture(folder, json(folder.resolve("manifest.json")));
    }

    public static JsonNode json(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String name() {
        return folder.getFileName().toString();
    }

    public JsonNode meta() {
        return manifest.path("meta");
    }

    /** The names of its tensors. */
    public List<String> tensors() {
        List<String> names = new ArrayList<>();
        manifest.path("tensors").fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Whether it has the tensor, and its file is there. */
    public boolean has(String tensor) {
        JsonNode file = manifest.path("tensors").path(tensor).path("file");
        return file.isTextual() && Files.exists(folder.resolve(file.asText()));
    }

    public long[] shape(String tensor) {
        return JSON.convertValue(of(tensor).get("shape"), long[].class);
    }

    public int size(String tensor, int dimension) {
        return Math.toIntExact(shape(tensor)[dimension]);
    }

    /** The values stored, whatever their type. */
    public double[] doubles(String tensor) {
        String type = of(tensor).get("dtype").asText();
        ByteBuffer bytes;
        try {
            bytes = ByteBuffer.wrap(Files.readAllBytes(
                            folder.resolve(of(tensor).get("file").asText())))
                    .order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int width = switch (type) {
            case "uint8", "bool" -> 1;
            case "int32", "float32" -> 4;
            case "int64", "float64" -> 8;
            default -> throw new AssertionError(this + ": " + tensor + " is of an unknown type, " + type);
        };
        double[] values = new double[bytes.remaining() / width];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (type) {
                case "float32" -> bytes.getFloat();
                case "float64" -> bytes.getDouble();
                case "int32" -> bytes.getInt();
                case "int64" -> bytes.getLong();
                default -> bytes.get() & 255;
            };
        }
        return values;
    }

    public float[] floats(String tensor) {
        double[] values = doubles(tensor);
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    /**
     * The largest difference between the stored values and the
     * same ones of a whole tensor; NaN where one is not a number.
     */
    public double largestDifference(String tensor, double[] whole) {
        double[] stored = doubles(tensor);
        int step = of(tensor).at("/stored/flat_step").asInt(1);
        assertThat((whole.length + step - 1) / step)
                .as("%s: size of %s", this, tensor)
                .isEqualTo(stored.length);
        double largest = 0;
        for (int i = 0; i < stored.length; i++) {
            largest = Math.max(largest, Math.abs(whole[i * step] - stored[i]));
        }
        return largest;
    }

    private JsonNode of(String tensor) {
        JsonNode found = manifest.path("tensors").get(tensor);
        assertThat(found).as("%s: tensor %s", this, tensor).isNotNull();
        return found;
    }

    @Override
    public String toString() {
        return folder.getName(folder.getNameCount() - 2) + "/" + name();
    }
}
