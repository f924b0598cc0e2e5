package io.lynceus.trainer.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The part of a safetensors file that says what is where.
 *
 * @param entries in file order, each within the file
 * @param metadata free text by key
 * @param dataStart where the values begin, bytes from the start of the file
 */
record SafetensorsHeader(List<Entry> entries, Map<String, String> metadata, long dataStart) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MAX_LENGTH = 100_000_000;
    private static final Map<String, ScalarType> TYPES = Map.of(
            "F32", ScalarType.Float,
            "F64", ScalarType.Double,
            "F16", ScalarType.Half,
            "BF16", ScalarType.BFloat16,
            "I64", ScalarType.Long);
    private static final Map<String, Integer> SIZES = Map.of("F32", 4, "F64", 8, "F16", 2, "BF16", 2, "I64", 8);

    /** One tensor; start and length in bytes from where the values begin. */
    record Entry(String name, ScalarType type, List<Long> shape, long start, long length) {
        long[] dimensions() {
            return shape.stream().mapToLong(Long::longValue).toArray();
        }
    }

    /**
     * Reads and checks the header: nobody is believed to be where the file is not.
     *
     * @throws IOException with a message for the user when it is not right
     */
    static SafetensorsHeader read(Path file, FileChannel channel) throws IOException {
        long size = channel.size();
        ByteBuffer prefix = full(channel, 0, 8, size);
        long length = prefix.getLong();
        if (length < 2 || length > MAX_LENGTH || length > size - 8) {
            throw new IOException("it is not a safetensors file, or is cut short");
        }
        byte[] text = full(channel, 8, (int) length, size).array();
        JsonNode header;
        try {
            header = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IOException("its header is not JSON", e);
        }
        if (header == null || !header.isObject()) {
            throw new IOException("its header is not a JSON object");
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : header.properties()) {
            if (field.getKey().equals("__metadata__")) {
                field.getValue()
                        .properties()
                        .forEach(e -> metadata.put(e.getKey(), e.getValue().asText()));
            } else {
                entries.add(entry(field.getKey(), field.getValue(), size - 8 - length));
            }
        }
        return new SafetensorsHeader(List.copyOf(entries), metadata, 8 + length);
    }

    private static ByteBuffer full(FileChannel channel, long position, int length, long size) throws IOException {
        if (position + length > size) {
            throw new IOException("it is not a safetensors file, or is cut short");
        }
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                throw new IOException("it is cut short");
            }
        }
        return bytes.flip();
    }

    private static Entry entry(String name, JsonNode json, long dataLength) throws IOException {
        String type = json.path("dtype").asText();
        Integer bytes = SIZES.get(type);
        ScalarType scalar = TYPES.get(type);
        if (bytes == null || scalar == null) {
            throw new IOException("its tensor " + name + " is of type " + type + ", not one of "
                    + String.join(", ", SIZES.keySet().stream().sorted().toList()));
        }
        List<Long> shape = new ArrayList<>();
        long count = 1;
        try {
            for (JsonNode dimension : json.path("shape")) {
                shape.add(dimension.asLong());
                if (dimension.asLong() < 0) {
                    throw new ArithmeticException();
                }
                count = Math.multiplyExact(count, dimension.asLong());
            }
            count = Math.multiplyExact(count, bytes);
        } catch (ArithmeticException e) {
            throw new IOException("its tensor " + name + " has an impossible shape", e);
        }
        long start = json.path("data_offsets").path(0).asLong(-1);
        long end = json.path("data_offsets").path(1).asLong(-1);
        if (start < 0 || end < start || end > dataLength || end - start != count || count > Integer.MAX_VALUE) {
            throw new IOException("its tensor " + name + " is not where the header says, or the file is cut short");
        }
        return new Entry(name, scalar, List.copyOf(shape), start, count);
    }

    /** The length and the header of a file of these tensors in this order. */
    static ByteBuffer bytes(Map<String, Tensor> tensors, Map<String, String> metadata) {
        ObjectNode header = JSON.createObjectNode();
        if (!metadata.isEmpty()) {
            ObjectNode facts = header.putObject("__metadata__");
            metadata.forEach(facts::put);
        }
        long start = 0;
        for (Map.Entry<String, Tensor> named : tensors.entrySet()) {
            Tensor tensor = named.getValue();
            ObjectNode entry = header.putObject(named.getKey());
            entry.put("dtype", type(tensor.scalar_type()));
            ArrayNode shape = entry.putArray("shape");
            Arrays.stream(sizes(tensor)).forEach(shape::add);
            long end = start + tensor.numel() * tensor.element_size();
            entry.putArray("data_offsets").add(start).add(end);
            start = end;
        }
        byte[] text = header.toString().getBytes(StandardCharsets.UTF_8);
        int padded = (text.length + 7) / 8 * 8;
        ByteBuffer bytes = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(padded).put(text);
        while (bytes.hasRemaining()) {
            bytes.put((byte) ' ');
        }
        return bytes.flip();
    }

    private static String type(ScalarType type) {
        return TYPES.entrySet().stream()
                .filter(entry -> entry.getValue() == type.intern())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no safetensors type for " + type));
    }

    /** The shape of a tensor. */
    static long[] sizes(Tensor tensor) {
        long[] sizes = new long[(int) tensor.dim()];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = tensor.size(i);
        }
        return sizes;
    }
}
