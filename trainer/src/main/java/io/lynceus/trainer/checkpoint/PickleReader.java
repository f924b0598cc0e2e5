package io.lynceus.trainer.checkpoint;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;
import org.jspecify.annotations.Nullable;

/**
 * Reads a pickle (Python's pickletools describes the instructions) as data. The library would build Java objects for
 * some classes and call a method by reflection for others; here every instruction that names a class, fills an object
 * or hashes a key is done without. Instructions that torch.save never writes are refused, and so is a length that the
 * rest of the pickle does not have: memory stays within a small multiple of the pickle.
 */
final class PickleReader extends Unpickler {
    /** Four times what the largest model takes with its average and its optimiser. */
    private static final int MAX_INSTRUCTIONS = 2_000_000;

    private static final int MAX_TEXT = 1 << 16;

    /** Done by the library as they are: constants, tuples, empty containers, the memo, calls (which only note). */
    private static final Set<Short> PLAIN = Set.of(
            Opcodes.MARK,
            Opcodes.STOP,
            Opcodes.POP,
            Opcodes.BININT,
            Opcodes.BININT1,
            Opcodes.BININT2,
            Opcodes.BINFLOAT,
            Opcodes.NONE,
            Opcodes.NEWTRUE,
            Opcodes.NEWFALSE,
            Opcodes.LONG1,
            Opcodes.SHORT_BINSTRING,
            Opcodes.SHORT_BINUNICODE,
            Opcodes.SHORT_BINBYTES,
            Opcodes.EMPTY_TUPLE,
            Opcodes.TUPLE,
            Opcodes.TUPLE1,
            Opcodes.TUPLE2,
            Opcodes.TUPLE3,
            Opcodes.EMPTY_LIST,
            Opcodes.EMPTY_DICT,
            Opcodes.EMPTY_SET,
            Opcodes.BINGET,
            Opcodes.LONG_BINGET,
            Opcodes.BINPUT,
            Opcodes.LONG_BINPUT,
            Opcodes.MEMOIZE,
            Opcodes.PROTO,
            Opcodes.FRAME,
            Opcodes.BINPERSID,
            Opcodes.REDUCE,
            Opcodes.NEWOBJ,
            Opcodes.NEWOBJ_EX);

    private int instructions;

    private PickleReader() {}

    /**
     * The object that the pickle describes: null, Boolean, Number, String, byte[], Object[] for a tuple, List, Set,
     * Map, {@link Storage}, {@link PythonClass} or {@link PythonObject}.
     *
     * @throws IOException with a message for the user when it is damaged or too large
     */
    static @Nullable Object read(byte[] pickle) throws IOException {
        try {
            return new PickleReader().loads(pickle);
        } catch (RuntimeException e) {
            // The library answers a damaged pickle with whatever its casts and lists throw.
            throw new IOException("its pickle is damaged, or no checkpoint's", e);
        }
    }

    @Override
    protected @Nullable Object dispatch(short key) throws IOException {
        instructions++;
        if (instructions > MAX_INSTRUCTIONS) {
            throw new IOException("its pickle has more than " + MAX_INSTRUCTIONS + " instructions");
        }
        if (PLAIN.contains(key)) {
            return super.dispatch(key);
        }
        switch (key) {
            case Opcodes.BINSTRING, Opcodes.BINUNICODE -> {
                checkLength(4, MAX_TEXT);
                return super.dispatch(key);
            }
            case Opcodes.BINUNICODE8 -> {
                checkLength(8, MAX_TEXT);
                return super.dispatch(key);
            }
            case Opcodes.BINBYTES, Opcodes.LONG4 -> {
                checkLength(4, Integer.MAX_VALUE);
                return super.dispatch(key);
            }
            case Opcodes.BINBYTES8, Opcodes.BYTEARRAY8 -> {
                checkLength(8, Integer.MAX_VALUE);
                return super.dispatch(key);
            }
            case Opcodes.GLOBAL -> stack.add(new PythonClass(PickleUtils.readline(input), PickleUtils.readline(input)));
            case Opcodes.STACK_GLOBAL -> {
                String name = (String) stack.pop();
                stack.add(new PythonClass((String) stack.pop(), name));
            }
            case Opcodes.BUILD -> {
                Object state = stack.pop();
                ((PythonObject) stack.peek()).state(state);
            }
            case Opcodes.SETITEM -> {
                Object value = stack.pop();
                Object name = stack.pop();
                put(name, value);
            }
            case Opcodes.SETITEMS -> {
                List<Object> pairs = stack.pop_all_since_marker();
                for (int i = 0; i < pairs.size(); i += 2) {
                    put(pairs.get(i), pairs.get(i + 1));
                }
            }
            case Opcodes.APPEND -> append(Collections.singletonList(stack.pop()));
            case Opcodes.APPENDS -> append(stack.pop_all_since_marker());
            case Opcodes.ADDITEMS -> {
                List<Object> items = stack.pop_all_since_marker();
                addAll(items, (Set<?>) stack.peek());
            }
            default -> throw new PickleException("instruction " + key);
        }
        return NO_RETURN_VALUE;
    }

    /** Looks at the length that comes next. */
    private void checkLength(int bytes, long most) throws IOException {
        input.mark(bytes);
        byte[] read = input.readNBytes(bytes);
        input.reset();
        long length = 0;
        for (int i = read.length - 1; i >= 0; i--) {
            length = length << 8 | read[i] & 0xff;
        }
        if (length < 0 || length > most || length > input.available() - bytes) {
            throw new PickleException("a length of " + length);
        }
    }

    @SuppressWarnings("unchecked")
    private void put(Object key, Object value) {
        Object target = stack.peek();
        Map<Object, Object> items =
                target instanceof PythonObject object ? object.items() : (Map<Object, Object>) target;
        items.put(hashable(key), value);
    }

    /** What is appended to an object, rather than to a list, is of no use to anybody here. */
    @SuppressWarnings("unchecked")
    private void append(List<Object> values) {
        if (!(stack.peek() instanceof PythonObject)) {
            ((List<Object>) stack.peek()).addAll(values);
        }
    }

    @SuppressWarnings("unchecked")
    private static void addAll(List<Object> items, Set<?> set) {
        items.forEach(item -> ((Set<Object>) set).add(hashable(item)));
    }

    /**
     * Hashing a list hashes all that is in it, which a few bytes can make endless. Python does not hash lists either.
     */
    private static @Nullable Object hashable(@Nullable Object key) {
        if (key == null
                || key instanceof String
                || key instanceof Integer
                || key instanceof Long
                || key instanceof Double
                || key instanceof Boolean
                || key instanceof Object[]
                || key instanceof PythonObject) {
            return key;
        }
        throw new PickleException("a key of " + key.getClass());
    }

    @Override
    protected Object persistentLoad(Object id) {
        return Storage.of(id);
    }
}
