package io.lynceus.processor.plan;

import java.util.function.IntUnaryOperator;

/**
 * Into how many equal shares cameras are divided.
 *
 * @param number of shares
 * @param fullest cameras of the share that has most
 * @param most cameras that a share can take
 * @param each partitions of each share
 */
record Shares(int number, int fullest, int most, int each) {
    /** How many times more than the mean asks for are tried. */
    private static final int TIMES = 4;

    /** A share that is this busy still keeps up. */
    private static final double FULL = 0.95;

    /** Partitions of a share at least: room to grow. */
    private static final int ROOM = 2;

    /**
     * The fewest with which each share keeps up. Where {@value #TIMES} times as many as the mean asks for would not do,
     * as many as the mean asks for. Balanced cameras may need more partitions for that, up to one for each camera of a
     * share.
     *
     * @param load of a share by one camera, 1 being all that it can do
     * @param wanted how busy shares may be in the mean
     */
    static Shares of(Fleet fleet, double load, double wanted) {
        int most = most(load);
        return fewest(fleet, load, wanted, number -> {
            int each = ROOM;
            while (!fleet.byName() && each * number < fleet.cameras() && Spread.fullest(fleet, number, each) > most) {
                each++;
            }
            return each;
        });
    }

    /**
     * The same of instances, which have those stream threads.
     *
     * @param threads of all of them
     */
    static Shares of(Fleet fleet, double load, double wanted, Shares threads) {
        return fewest(fleet, load, wanted, number -> {
            int own = (threads.number + number - 1) / number;
            return threads.each * own;
        });
    }

    private static int most(double load) {
        return (int) Math.max(1, Math.floor(FULL / load));
    }

    private static Shares fewest(Fleet fleet, double load, double wanted, IntUnaryOperator each) {
        int cameras = fleet.cameras();
        int mean = (int) Math.max(1, Math.min(cameras, Math.ceil(cameras * load / wanted)));
        int most = most(load);
        int low = mean;
        int high = (int) Math.min(cameras, (long) TIMES * mean);
        if (Spread.fullest(fleet, high, each.applyAsInt(high)) > most) {
            high = mean;
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Spread.fullest(fleet, middle, each.applyAsInt(middle)) <= most) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        int partitions = each.applyAsInt(low);
        return new Shares(low, Spread.fullest(fleet, low, partitions), most, partitions);
    }

    boolean fit() {
        return fullest <= most;
    }
}
