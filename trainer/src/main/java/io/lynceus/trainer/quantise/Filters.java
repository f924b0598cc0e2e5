package io.lynceus.trainer.quantise;

import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.ArrayList;
import java.util.List;

/**
 * A convolution's weights.
 *
 * @param weights (count, channels, height, width) in C order
 * @param shape of those
 * @param group how many parts its channels have, each seen by filters of its own
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record Filters(float[] weights, List<Long> shape, int group) {
    /** Columns that two filters beside each other see, of three in steps of two, but for one on their left. */
    static final int FOUR_COLUMNS = 4;

    /** What ONNX Runtime's kernel for 8 bits takes at a time; of other numbers it copies each pixel's surroundings. */
    private static final int CHANNELS_AT_ONCE = 4;

    /** Parts of no more channels than this are slower than the whole with zeros in it, which is computed at once. */
    private static final int SMALL = 16;

    private static final int MOST_GROUPS = 4;
    private static final int PICTURE_DIMENSIONS = 4;

    static Filters of(TensorProto weights, long group) {
        return new Filters(Tensors.floats(weights), weights.getDimsList(), (int) group);
    }

    /** How many there are. */
    int count() {
        return shape.get(0).intValue();
    }

    /** How many channels each sees. */
    int channels() {
        return shape.get(1).intValue();
    }

    /** As a convolution of one group, in which a filter has zeros for what it does not see, where that is faster. */
    Filters whole() {
        boolean slow = group > 1 && group <= MOST_GROUPS && channels() > 1 && channels() <= SMALL;
        return slow ? spread(group * channels(), count() / group, channels()) : this;
    }

    /** With zeros for channels that are to be added, so that there are as many as a kernel takes at a time. */
    Filters filled() {
        int more = (CHANNELS_AT_ONCE - channels() % CHANNELS_AT_ONCE) % CHANNELS_AT_ONCE;
        return group > 1 || more == 0 || shape.size() != PICTURE_DIMENSIONS
                ? this
                : spread(channels() + more, count(), 0);
    }

    /** Whether what they see of a place is so little that gathering it takes longer than two places at once do. */
    boolean areTiny() {
        return group == 1 && channels() <= CHANNELS_AT_ONCE && count() <= SMALL;
    }

    /**
     * For filters of 3x3 in steps of two: filters of 3x2 in steps of one across that see four columns as the channels
     * of one, and give two results beside each other, those of the left one first.
     */
    Filters ofTwoPlaces() {
        int height = shape.get(2).intValue();
        int width = shape.get(3).intValue();
        int blocks = 2;
        float[] wide = new float[2 * weights.length * FOUR_COLUMNS * blocks / width];
        for (int from = 0; from < weights.length; from++) {
            int row = from / width % height;
            int channel = from / width / height % channels();
            int filter = from / width / height / channels();
            for (int place = 0; place < 2; place++) {
                int column = 2 * place + from % width - 1;
                int block = Math.floorDiv(column, FOUR_COLUMNS) + 1;
                int seen = Math.floorMod(column, FOUR_COLUMNS) * channels() + channel;
                int to = ((place * count() + filter) * FOUR_COLUMNS * channels() + seen) * height + row;
                wide[to * blocks + block] = weights[from];
            }
        }
        return new Filters(
                wide, List.of(2L * count(), (long) FOUR_COLUMNS * channels(), (long) height, (long) blocks), group);
    }

    /**
     * @param wide channels that there are to be
     * @param each filters, after which the next ones begin
     * @param shift so many channels later
     */
    private Filters spread(int wide, int each, int shift) {
        int window = weights.length / (count() * channels());
        float[] spread = new float[count() * wide * window];
        for (int i = 0; i < count(); i++) {
            int first = i / each * shift;
            System.arraycopy(
                    weights, i * channels() * window, spread, (i * wide + first) * window, channels() * window);
        }
        List<Long> wider = new ArrayList<>(shape);
        wider.set(1, (long) wide);
        return new Filters(spread, wider, 1);
    }
}
