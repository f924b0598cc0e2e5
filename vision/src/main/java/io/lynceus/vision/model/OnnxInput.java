package io.lynceus.vision.model;

import java.util.ArrayList;
import java.util.List;

/**
 * What an ONNX file says of an input.
 *
 * @param type of its values as ONNX calls it, such as FLOAT or UINT8; empty for what is no tensor
 * @param shape its dimensions, -1 for one that may be anything; none where the file does not say
 */
public record OnnxInput(String name, String type, List<Long> shape) {
    public OnnxInput {
        shape = List.copyOf(shape);
    }

    /** ValueInfoProto: 1 name, 2 type; TypeProto: 1 tensor_type; Tensor: 1 elem_type, 2 shape. */
    static OnnxInput read(Protobuf message) {
        String name = "";
        String type = "";
        List<Long> shape = new ArrayList<>();
        while (message.next()) {
            if (message.field() == 1) {
                name = message.text();
            } else if (message.field() == 2) {
                type = type(message.message(), shape);
            }
        }
        return new OnnxInput(name, type, shape);
    }

    private static String type(Protobuf message, List<Long> shape) {
        String type = "";
        while (message.next()) {
            if (message.field() == 1) {
                type = tensor(message.message(), shape);
            }
        }
        return type;
    }

    private static String tensor(Protobuf message, List<Long> shape) {
        String type = "";
        while (message.next()) {
            if (message.field() == 1) {
                OnnxType known = OnnxType.of((int) message.number());
                type = known == null ? "" : known.name();
            } else if (message.field() == 2) {
                dimensions(message.message(), shape);
            }
        }
        return type;
    }

    /** TensorShapeProto: 1 dim; 1 dim_value. */
    private static void dimensions(Protobuf message, List<Long> shape) {
        while (message.next()) {
            if (message.field() == 1) {
                long size = -1;
                for (Protobuf dimension = message.message(); dimension.next(); ) {
                    size = dimension.field() == 1 ? dimension.number() : size;
                }
                shape.add(size);
            }
        }
    }
}
