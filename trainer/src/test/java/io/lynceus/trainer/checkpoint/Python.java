package io.lynceus.trainer.checkpoint;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes pickles of protocol 2, as torch.save does: null, Boolean, Integer,
 * Double, String, Object[] for a tuple, List, Map and what is below.
 */
final class Python {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** A class or function. */
    record Global(String module, String name) {}

    /** A call of one. */
    record Call(Global function, List<Object> arguments) {}

    /** An object with attributes. */
    record Instance(Global type, Map<String, Object> attributes) {}

    record OrderedDict(Map<String, Object> entries) {}

    record Persistent(Object id) {}

    private Python() {}

    static byte[] pickle(@Nullable Object value) {
        Python writer = new Python();
        writer.out.write(0x80);
        writer.out.write(2);
        writer.write(value);
        writer.out.write('.');
        return writer.out.toByteArray();
    }

    static Global global(String module, String name) {
        return new Global(module, name);
    }

    static Object[] tuple(Object... values) {
        return values;
    }

    private void write(@Nullable Object value) {
        if (value == null) {
            out.write('N');
        } else if (value instanceof Boolean truth) {
            out.write(truth ? 0x88 : 0x89);
        } else if (value instanceof Integer number) {
            out.write('J');
            out.writeBytes(little(number));
        } else if (value instanceof Double number) {
            out.write('G');
            out.writeBytes(ByteBuffer.allocate(8).putDouble(number).array());
        } else if (value instanceof String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.write('X');
            out.writeBytes(little(bytes.length));
            out.writeBytes(bytes);
        } else if (value instanceof Object[] values) {
            all('(', List.of(values), 't');
        } else if (value instanceof List<?> values) {
            out.write(']');
            all('(', values, 'e');
        } else if (value instanceof Map<?, ?> map) {
            out.write('}');
            entries(map);
        } else {
            writeObject(value);
        }
    }

    private void writeObject(Object value) {
        if (value instanceof Global global) {
            out.writeBytes(("c" + global.module() + "\n" + global.name() + "\n").getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof Call call) {
            write(call.function());
            write(call.arguments().toArray());
            out.write('R');
        } else if (value instanceof Instance object) {
            write(object.type());
            out.write(')');
            out.write(0x81);
            write(object.attributes());
            out.write('b');
        } else if (value instanceof OrderedDict dict) {
            write(new Call(global("collections", "OrderedDict"), List.of()));
            entries(dict.entries());
        } else if (value instanceof Persistent persistent) {
            write(persistent.id());
            out.write('Q');
        } else {
            throw new IllegalArgumentException(value.getClass().toString());
        }
    }

    private void all(int before, List<?> values, int after) {
        out.write(before);
        values.forEach(this::write);
        out.write(after);
    }

    private void entries(Map<?, ?> map) {
        out.write('(');
        map.forEach((key, item) -> {
            write(key);
            write(item);
        });
        out.write('u');
    }

    private static byte[] little(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }
}
