package io.lynceus.trainer.loss;

import static org.bytedeco.pytorch.global.torch.tensor;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Pairs each label with one anchor, and no anchor with two labels. Each label asks for its best anchor; of several that
 * ask for the same the best gets it, and the others ask again among those that are left.
 */
final class OneToOne {
    /** The metric of a pair that cannot be. */
    static final double NEVER = -1;

    private static final long NOBODY = -1;

    private final int labels;
    private final int anchors;
    /** By picture * A + anchor: picture * M + label. */
    private final long[] owners;

    private OneToOne(long pictures, long labels, long anchors) {
        this.labels = Math.toIntExact(labels);
        this.anchors = Math.toIntExact(anchors);
        owners = new long[Math.toIntExact(pictures * anchors)];
        Arrays.fill(owners, NOBODY);
    }

    /**
     * The pairs.
     *
     * @param metric (N, M, A) at least 0, or {@link #NEVER}; stays as it is
     * @return (2, F) int64: picture * A + anchor, in ascending order, and picture * M + label
     */
    static Tensor pairs(Tensor metric) {
        OneToOne one = new OneToOne(metric.size(0), metric.size(1), metric.size(2));
        one.settle(metric.reshape(-1, metric.size(2)));
        long[] taken = LongStream.range(0, one.owners.length)
                .filter(anchor -> one.owners[(int) anchor] != NOBODY)
                .toArray();
        LongStream takers = Arrays.stream(taken).map(anchor -> one.owners[(int) anchor]);
        return tensor(LongStream.concat(Arrays.stream(taken), takers).toArray())
                .reshape(2, taken.length)
                .to(metric.device(), ScalarType.Long);
    }

    /** @param metric (labels of all pictures, A) */
    private void settle(Tensor metric) {
        int[] asking = IntStream.range(0, (int) metric.size(0)).toArray();
        asking = ask(metric, asking);
        while (asking.length > 0) {
            asking = ask(left(metric, asking), asking);
        }
    }

    /** Gives out anchors; who asked in vain is the answer. */
    private int[] ask(Tensor left, int[] asking) {
        T_TensorTensor_T best = left.max(1);
        float[] metrics = new float[asking.length];
        best.get0().to(ScalarType.Float).cpu().contiguous().data_ptr_float().get(metrics);
        long[] places = new long[asking.length];
        best.get1().cpu().contiguous().data_ptr_long().get(places);
        return IntStream.range(0, asking.length)
                .filter(row -> metrics[row] >= 0)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> -metrics[row]))
                .mapToInt(Integer::intValue)
                .filter(row -> !gets(asking[row], (int) places[row]))
                .map(row -> asking[row])
                .toArray();
    }

    private boolean gets(int label, int place) {
        int anchor = label / labels * anchors + place;
        boolean free = owners[anchor] == NOBODY;
        if (free) {
            owners[anchor] = label;
        }
        return free;
    }

    /** The labels' metrics without the anchors that are taken. */
    private Tensor left(Tensor metric, int[] asking) {
        long[] taken = IntStream.range(0, asking.length)
                .boxed()
                .flatMapToLong(row -> takenOf(asking[row] / labels).map(place -> (long) row * anchors + place))
                .toArray();
        long[] rows = Arrays.stream(asking).asLongStream().toArray();
        Tensor left = metric.index_select(0, on(metric, rows));
        left.view(-1).index_fill_(0, on(metric, taken), new Scalar(NEVER));
        return left;
    }

    private LongStream takenOf(int picture) {
        return LongStream.range(0, anchors).filter(place -> owners[(int) (picture * anchors + place)] != NOBODY);
    }

    private static Tensor on(Tensor metric, long[] indices) {
        return tensor(indices).to(metric.device(), ScalarType.Long);
    }
}
