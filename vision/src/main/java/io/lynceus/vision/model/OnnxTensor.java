package io.lynceus.vision.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an ONNX file says of a constant.
 *
 * @param name empty where it has none
 * @param dimensions none for a single value
 * @param values those of a few whole numbers or floats, such as the shapes that nodes take; empty for anything else
 * @param external where its values lie if not in this file: location, offset, length; null for in this file
 */
record OnnxTensor(
        String name,
        List<Long> dimensions,
        List<Double> values,
        @Nullable Map<String, String> external) {
    /** No shape has more. */
    private static final int FEW = 16;

    private static final int FLOAT = 1;
    private static final int INT32 = 6;
    private static final int INT64 = 7;

    /** onnx.proto: 1 dims, 2 data_type, 4 float_data, 5 int32_data, 7 int64_data, 8 name, 9 raw_data, 13 external_data. */
    static OnnxTensor read(Protobuf tensor) {
        String name = "";
        List<Long> dimensions = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        Map<String, String> external = new HashMap<>();
        long type = 0;
        boolean elsewhere = false;
        Protobuf raw = null;
        while (tensor.next()) {
            switch (tensor.field()) {
                case 1 ->
                    tensor.numbers(dimension -> {
                        if (dimensions.size() == FEW) {
                            throw new IllegalArgumentException("a constant of more than " + FEW + " dimensions");
                        }
                        dimensions.add(dimension);
                    });
                case 2 -> type = tensor.number();
                case 4 -> tensor.raw().littleEndian(Float.BYTES, value -> keep(real(value), values));
                case 5, 7 -> tensor.numbers(value -> keep(value, values));
                case 8 -> name = tensor.text();
                case 9 -> raw = tensor.message();
                case 13 -> entry(tensor.message(), external);
                case 14 -> elsewhere = tensor.number() == 1;
                default -> {}
            }
        }
        if (raw != null && raw.length() <= FEW * Long.BYTES) {
            raw(raw, type, values);
        }
        return new OnnxTensor(
                name,
                dimensions,
                values.size() > FEW ? List.of() : values,
                elsewhere || !external.isEmpty() ? external : null);
    }

    private static void raw(Protobuf raw, long type, List<Double> values) {
        if (type == INT64) {
            raw.littleEndian(Long.BYTES, value -> keep(value, values));
        } else if (type == INT32) {
            raw.littleEndian(Integer.BYTES, value -> keep(value, values));
        } else if (type == FLOAT) {
            raw.littleEndian(Float.BYTES, value -> keep(real(value), values));
        }
    }

    private static float real(long bits) {
        return Float.intBitsToFloat((int) bits);
    }

    private static void keep(double value, List<Double> values) {
        if (values.size() <= FEW) {
            values.add(value);
        }
    }

    private static void entry(Protobuf entry, Map<String, String> entries) {
        String key = "";
        String value = "";
        while (entry.next()) {
            if (entry.field() == 1) {
                key = entry.text();
            } else if (entry.field() == 2) {
                value = entry.text();
            }
        }
        entries.put(key, value);
    }
}
