package io.lynceus.vision.model;

import static io.lynceus.vision.model.ProtobufFields.bytes;
import static io.lynceus.vision.model.ProtobufFields.message;
import static io.lynceus.vision.model.ProtobufFields.number;
import static io.lynceus.vision.model.ProtobufFields.text;

/**
 * One more output of a model: two that it has, side by side along the last of three dimensions. Messages of Protocol
 * Buffers that follow each other are read as one, so that a node and an output behind the file's bytes are part of its
 * graph. Field numbers are those of onnx.proto.
 */
final class OutputJoin {
    private static final int LAST_DIMENSION = 2;
    private static final int INTEGER = 2;

    private OutputJoin() {}

    /**
     * @param model the file's bytes
     * @param type ONNX's number for that of the values
     */
    static byte[] of(byte[] model, String left, String right, String joined, int type) {
        byte[] axis = message(text(1, "axis"), number(3, LAST_DIMENSION), number(20, INTEGER));
        byte[] node = message(
                text(1, left), text(1, right), text(2, joined), text(3, joined), text(4, "Concat"), bytes(5, axis));
        byte[] output = message(text(1, joined), bytes(2, message(bytes(1, number(1, type)))));
        return message(model, bytes(7, message(bytes(1, node), bytes(12, output))));
    }
}
