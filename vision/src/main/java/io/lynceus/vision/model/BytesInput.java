package io.lynceus.vision.model;

import static io.lynceus.vision.model.ProtobufFields.bytes;
import static io.lynceus.vision.model.ProtobufFields.head;
import static io.lynceus.vision.model.ProtobufFields.message;
import static io.lynceus.vision.model.ProtobufFields.number;
import static io.lynceus.vision.model.ProtobufFields.text;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A model's input replaced by one of bytes: a cast and a division before all other nodes make of it what the model
 * takes. All else stays as it is written. Field numbers are those of onnx.proto.
 */
final class BytesInput {
    private static final int GRAPH = 7;
    private static final int INPUT = 11;
    private static final int INTEGER = 2;
    private static final int FLOAT = 1;
    private static final float LARGEST = 255;

    private BytesInput() {}

    /**
     * @param model the file's bytes
     * @param input of type FLOAT or FLOAT16
     * @param white what it has for 255
     * @return parts that follow each other: a large model is not to be in Java's memory twice
     */
    static List<ByteBuffer> of(byte[] model, OnnxInput input, int white) {
        List<ByteBuffer> whole = new ArrayList<>();
        ByteBuffer before = ByteBuffer.wrap(nodes(input, white));
        for (Protobuf field = Protobuf.of(model); field.next(); ) {
            if (field.field() != GRAPH) {
                whole.add(field.whole());
                continue;
            }
            List<ByteBuffer> graph = graph(field.message(), input);
            graph.add(0, before);
            before = ByteBuffer.allocate(0);
            whole.add(ByteBuffer.wrap(head(GRAPH, length(graph))));
            whole.addAll(graph);
        }
        return whole;
    }

    private static int length(List<ByteBuffer> parts) {
        return parts.stream().mapToInt(ByteBuffer::remaining).sum();
    }

    private static List<ByteBuffer> graph(Protobuf graph, OnnxInput input) {
        List<ByteBuffer> fields = new ArrayList<>();
        while (graph.next()) {
            boolean replaced =
                    graph.field() == INPUT && OnnxInput.read(graph.message()).equals(input);
            fields.add(replaced ? ByteBuffer.wrap(bytes(INPUT, renamed(graph.content(), input))) : graph.whole());
        }
        return fields;
    }

    private static byte[] nodes(OnnxInput input, int white) {
        String name = input.name();
        int type = OnnxType.valueOf(input.type()).ordinal() + 1;
        String cast = name + ".cast";
        String divided = type == FLOAT ? name : name + ".divided";
        if (white == LARGEST) {
            return cast(bytesOf(input), name, type);
        }
        byte[] divisor = message(
                number(2, FLOAT),
                text(8, name + ".divisor"),
                bytes(
                        9,
                        ByteBuffer.allocate(Float.BYTES)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .putFloat(LARGEST / white)
                                .array()));
        byte[] division =
                message(text(1, cast), text(1, name + ".divisor"), text(2, divided), text(3, divided), text(4, "Div"));
        return message(
                cast(bytesOf(input), cast, FLOAT),
                bytes(1, division),
                type == FLOAT ? new byte[0] : cast(divided, name, type),
                bytes(5, divisor));
    }

    private static byte[] cast(String from, String to, int type) {
        byte[] attribute = message(text(1, "to"), number(3, type), number(20, INTEGER));
        return bytes(1, message(text(1, from), text(2, to), text(3, to), text(4, "Cast"), bytes(5, attribute)));
    }

    private static String bytesOf(OnnxInput input) {
        return input.name() + ".bytes";
    }

    /** What is behind the input's own bytes counts: another name, another type, and the same shape. */
    private static byte[] renamed(ByteBuffer value, OnnxInput input) {
        byte[] old = new byte[value.remaining()];
        value.get(old);
        int type = OnnxType.UINT8.ordinal() + 1;
        return message(old, text(1, bytesOf(input)), bytes(2, bytes(1, number(1, type))));
    }
}
