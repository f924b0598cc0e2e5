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

    /**
     * onnx.proto: 1 dims, 2 data_type, 4 float_data, 5 int32_data, 6 string_data, 7 int64_data, 8 name, 9 raw_data, 10
     * double_data, 11 uint64_data, 13 external_data, 14 data_location.
     *
     * @throws IllegalArgumentException when its values are not as many as its dimensions say, which a runtime believes
     */
    static OnnxTensor read(Protobuf tensor) {
        Reading reading = new Reading();
        while (tensor.next()) {
            reading.field(tensor);
        }
        return reading.tensor();
    }

    /** Of one constant. */
    private static final class Reading {
        private final List<Long> dimensions = new ArrayList<>();
        private final List<Double> values = new ArrayList<>();
        private final Map<String, String> external = new HashMap<>();
        private String name = "";
        private int type;
        private boolean elsewhere;
        private long numbers;
        private @Nullable Protobuf raw;

        private void field(Protobuf tensor) {
            switch (tensor.field()) {
                case 1 -> tensor.numbers(this::dimension);
                case 2 -> type = (int) tensor.number();
                case 4 -> tensor.raw().littleEndian(Float.BYTES, value -> keep(real(value)));
                case 5, 7, 11 -> tensor.numbers(this::keep);
                case 6 -> numbers++;
                case 8 -> name = tensor.text();
                case 9 -> raw = tensor.message();
                case 10 -> tensor.raw().littleEndian(Double.BYTES, value -> keep(Double.longBitsToDouble(value)));
                case 13 -> entry(tensor.message());
                case 14 -> elsewhere = tensor.number() == 1;
                default -> {}
            }
        }

        private void dimension(long dimension) {
            if (dimensions.size() == FEW) {
                throw wrong("has more than " + FEW + " dimensions");
            }
            dimensions.add(dimension);
        }

        private void keep(double value) {
            if (numbers++ < FEW) {
                values.add(value);
            }
        }

        private static float real(long bits) {
            return Float.intBitsToFloat((int) bits);
        }

        private void entry(Protobuf entry) {
            String key = "";
            String value = "";
            while (entry.next()) {
                if (entry.field() == 1) {
                    key = entry.text();
                } else if (entry.field() == 2) {
                    value = entry.text();
                }
            }
            external.put(key, value);
        }

        private OnnxTensor tensor() {
            OnnxType known = OnnxType.of(type);
            if (known == null) {
                throw wrong("is of no known type");
            }
            double count = 1;
            for (long dimension : dimensions) {
                if (dimension < 0 || dimension > Integer.MAX_VALUE) {
                    throw wrong("has the shape " + dimensions);
                }
                count *= dimension;
            }
            boolean outside = elsewhere || !external.isEmpty();
            if (outside ? raw != null || numbers > 0 : raw != null && numbers > 0) {
                throw wrong("has its values twice");
            }
            if (outside) {
                check(external.getOrDefault("length", ""), known.bytes(count));
            } else if (raw != null ? raw.length() != known.bytes(count) : numbers != known.numbers(count)) {
                throw wrong("has the shape " + dimensions + ", but not as many values");
            }
            if (raw != null && raw.length() <= FEW * Long.BYTES) {
                known.read(raw, value -> values.add(value));
            }
            return new OnnxTensor(name, dimensions, count > FEW ? List.of() : values, outside ? external : null);
        }

        private void check(String length, double bytes) {
            if (!length.isEmpty() && !length.equals(Long.toString((long) bytes))) {
                throw wrong("has the shape " + dimensions + ", but not as many values");
            }
        }

        private IllegalArgumentException wrong(String what) {
            return new IllegalArgumentException("its constant '" + name + "' " + what);
        }
    }
}
