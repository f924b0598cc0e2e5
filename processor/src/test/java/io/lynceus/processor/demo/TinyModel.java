package io.lynceus.processor.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The smallest model of our layout, for tests: whatever it is shown, it finds two persons and a car in the same places. Written in ONNX's
 * protobuf by hand (onnx.proto: field numbers below), 128 x 128 input, three classes.
 */
public final class TinyModel {
    private static final int SIDE = 128;
    private static final int CLASSES = 3;
    private static final int ANCHORS = 16 * 16 + 8 * 8 + 4 * 4;
    private static final int FLOAT = 1;
    private static final int INT_ATTRIBUTE = 2;

    private TinyModel() {}

    /** Writes the model to the file and returns it. */
    public static Path write(Path file) throws IOException {
        Message keepDims = new Message().text(1, "keepdims").number(3, 0).number(20, INT_ATTRIBUTE);
        Message mean = new Message()
                .text(1, "images")
                .text(2, "mean")
                .text(4, "ReduceMean")
                .message(5, keepDims);
        Message nothing =
                new Message().text(1, "mean").text(1, "zero").text(2, "nothing").text(4, "Mul");
        Message sum = new Message()
                .text(1, "nothing")
                .text(1, "boxes")
                .text(2, "output0")
                .text(4, "Add");
        Message graph = new Message()
                .message(1, mean)
                .message(1, nothing)
                .message(1, sum)
                .text(2, "tiny")
                .message(5, tensor("zero", new float[1]))
                .message(5, tensor("boxes", boxes(), 1, 4 + CLASSES, ANCHORS))
                .message(11, value("images", 1, 3, SIDE, SIDE))
                .message(12, value("output0", 1, 4 + CLASSES, ANCHORS));
        Message model = new Message().number(1, 8).message(7, graph).message(8, new Message().number(2, 13));
        Map<String, String> metadata =
                Map.of("names", "{0: 'person', 1: 'car', 2: 'truck'}", "name", "tiny", "version", "1", "AP50", "0.5");
        metadata.forEach(
                (key, text) -> model.message(14, new Message().text(1, key).text(2, text)));
        return Files.write(file, model.bytes());
    }

    private static float[] boxes() {
        float[] boxes = new float[(4 + CLASSES) * ANCHORS];
        put(boxes, 0, 30, 64, 16, 40, 0, 0.9f);
        put(boxes, 1, 90, 60, 16, 40, 0, 0.8f);
        put(boxes, 2, 64, 40, 40, 20, 1, 0.7f);
        return boxes;
    }

    private static void put(
            float[] boxes, int anchor, float x, float y, float width, float height, int classId, float score) {
        float[] column = {x, y, width, height};
        for (int i = 0; i < 4; i++) {
            boxes[i * ANCHORS + anchor] = column[i];
        }
        boxes[(4 + classId) * ANCHORS + anchor] = score;
    }

    private static Message tensor(String name, float[] values, int... dimensions) {
        Message tensor = new Message();
        for (int dimension : dimensions) {
            tensor.number(1, dimension);
        }
        ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return tensor.number(2, FLOAT).text(8, name).bytes(9, raw.array());
    }

    private static Message value(String name, int... dimensions) {
        Message shape = new Message();
        for (int dimension : dimensions) {
            shape.message(1, new Message().number(1, dimension));
        }
        Message tensorType = new Message().number(1, FLOAT).message(2, shape);
        return new Message().text(1, name).message(2, new Message().message(1, tensorType));
    }

    /** A protobuf message being written. */
    private static final class Message {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return bytes(field, value.bytes());
        }

        Message bytes(int field, byte[] value) {
            varint((long) field << 3 | 2);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        byte[] bytes() {
            return out.toByteArray();
        }

        private void varint(long value) {
            long rest = value;
            while (rest > 0x7f) {
                out.write((int) (rest & 0x7f | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }
    }

    public static void main(String[] args) throws IOException {
        System.out.println(write(Path.of(args[0])));
    }
}
