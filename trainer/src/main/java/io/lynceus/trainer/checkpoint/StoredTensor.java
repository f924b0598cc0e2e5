package io.lynceus.trainer.checkpoint;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tensor as the pickle describes it; its values are still in the archive.
 *
 * @param storage that has the values
 * @param offset of the first one, in values
 * @param shape empty for a scalar
 * @param strides in values, one for each dimension
 */
record StoredTensor(Storage storage, long offset, List<Long> shape, List<Long> strides) {
    private static final int MAX_DIMENSIONS = 8;
    private static final long MAX_OFFSET = 1L << 40;

    /**
     * From what stands for a tensor in a pickle, a parameter or a plain one.
     *
     * @throws IOException with a message for the user, which follows the tensor's name
     */
    static StoredTensor of(@Nullable Object value) throws IOException {
        Object tensor = value;
        if (tensor instanceof PythonObject parameter && isOf(parameter, "_rebuild_parameter")) {
            tensor = parameter.argument(0);
        }
        if (!(tensor instanceof PythonObject call)) {
            throw new IOException("is no tensor");
        }
        if (!isOf(call, "_rebuild_tensor_v2")) {
            throw new IOException("is made by " + call.type().shown() + ", not a plain tensor");
        }
        if (call.argument(0) instanceof Storage storage
                && call.argument(1) instanceof Number offset
                && call.argument(2) != null
                && call.argument(3) != null) {
            List<Long> shape = sizes(call.argument(2));
            List<Long> strides = sizes(call.argument(3));
            if (offset.longValue() >= 0 && offset.longValue() < MAX_OFFSET && shape.size() == strides.size()) {
                return new StoredTensor(storage, offset.longValue(), shape, strides);
            }
        }
        throw new IOException("is damaged");
    }

    private static boolean isOf(PythonObject call, String function) {
        return call.type().is("torch._utils." + function);
    }

    /** From a tuple, or a torch.Size made of one. */
    private static List<Long> sizes(@Nullable Object value) throws IOException {
        Object tuple = value instanceof PythonObject size ? size.argument(0) : value;
        if (!(tuple instanceof Object[] numbers) || numbers.length > MAX_DIMENSIONS) {
            throw new IOException("is damaged");
        }
        for (Object number : numbers) {
            if (!(number instanceof Integer size) || size < 0) {
                throw new IOException("is damaged");
            }
        }
        return Arrays.stream(numbers).map(number -> (long) (Integer) number).toList();
    }

    /** Values in it; only where the shape is known to be a sane one. */
    long size() {
        return shape.stream().reduce(1L, (a, b) -> a * b);
    }

    /**
     * Whether its values are a gapless stretch of the storage, in
     * whatever order; only where the shape is known to be a sane one.
     */
    boolean isDense() {
        long last = 0;
        for (int i = 0; i < shape.size(); i++) {
            last += (shape.get(i) - 1) * strides.get(i);
        }
        return last == size() - 1;
    }
}
