package io.lynceus.vision.engine;

import java.util.Arrays;

/**
 * What a network answers to a batch.
 *
 * @param name of the tensor
 * @param half whether its numbers are of 16 bits
 * @param shape pictures first
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Output(String name, boolean half, long[] shape) {
    /** How many dimensions it has. */
    int rank() {
        return shape.length;
    }

    /** Numbers of one picture. */
    long numbers() {
        long numbers = 1;
        for (int i = 1; i < shape.length; i++) {
            numbers = Math.multiplyExact(numbers, shape[i]);
        }
        return numbers;
    }

    /** The same for another number of pictures. */
    long[] shape(int pictures) {
        long[] other = shape.clone();
        other[0] = pictures;
        return other;
    }

    @Override
    public String toString() {
        return name + " " + Arrays.toString(shape);
    }
}
