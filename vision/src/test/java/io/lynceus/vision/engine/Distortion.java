package io.lynceus.vision.engine;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Random;

/** A model with one value exchanged for one that is still a value: it parses, and says something odd. */
final class Distortion {
    private static final long[] ODD = {
        0, 1, -1, 2, 3, 7, 255, 65536, Integer.MAX_VALUE, Integer.MIN_VALUE, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE
    };
    private static final String[] WORDS = {
        "",
        "images",
        "boxes",
        "output0",
        "w",
        "shape",
        "Conv",
        "Resize",
        "Expand",
        "Loop",
        "If",
        "Gather",
        "axis",
        "MatMul",
        "TopK",
        "NonMaxSuppression",
        "ScatterND",
        "GatherND",
        "Concat",
        "ConvTranspose",
        "Einsum",
        "Tile"
    };

    private final Random random;

    Distortion(Random random) {
        this.random = random;
    }

    Message of(Message message) {
        List<FieldDescriptor> set = List.copyOf(message.getAllFields().keySet());
        if (set.isEmpty()) {
            return message;
        }
        FieldDescriptor field = set.get(random.nextInt(set.size()));
        Message.Builder changed = message.toBuilder();
        if (!field.isRepeated()) {
            return changed.setField(field, value(field, message.getField(field)))
                    .build();
        }
        int at = random.nextInt(message.getRepeatedFieldCount(field));
        Object old = message.getRepeatedField(field, at);
        switch (random.nextInt(8)) {
            case 0 -> changed.addRepeatedField(field, old);
            case 1 -> {
                changed.clearField(field);
                for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
                    if (i != at) {
                        changed.addRepeatedField(field, message.getRepeatedField(field, i));
                    }
                }
            }
            default -> changed.setRepeatedField(field, at, value(field, old));
        }
        return changed.build();
    }

    private Object value(FieldDescriptor field, Object old) {
        return switch (field.getJavaType()) {
            case MESSAGE -> of((Message) old);
            case LONG -> ODD[random.nextInt(ODD.length)];
            case INT -> (int) ODD[random.nextInt(ODD.length)];
            case FLOAT -> random.nextBoolean() ? Float.NaN : 1e30f;
            case DOUBLE -> Double.NaN;
            case BOOLEAN -> random.nextBoolean();
            case STRING -> WORDS[random.nextInt(WORDS.length)];
            case BYTE_STRING -> ((ByteString) old).substring(random.nextInt(((ByteString) old).size() + 1));
            case ENUM ->
                field.getEnumType()
                        .getValues()
                        .get(random.nextInt(field.getEnumType().getValues().size()));
        };
    }
}
