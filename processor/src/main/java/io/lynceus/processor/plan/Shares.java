package io.lynceus.processor.plan;

/**
 * Into how many equal shares cameras are divided.
 *
 * @param number of shares
 * @param fullest cameras of the share that has most
 * @param most cameras that a share can take
 */
record Shares(int number, int fullest, int most) {
    /** How many times more than the mean asks for are tried. */
    private static final int TIMES = 4;

    /** A share that is this busy still keeps up. */
    private static final double FULL = 0.95;

    /**
     * The fewest with which each share keeps up. Where {@value #TIMES} times as many as the mean asks for would not do,
     * as many as the mean asks for.
     *
     * @param load of a share by one camera, 1 being all that it can do
     * @param wanted how busy shares may be in the mean
     */
    static Shares of(Fleet fleet, double load, double wanted) {
        int cameras = fleet.cameras();
        int mean = (int) Math.max(1, Math.min(cameras, Math.ceil(cameras * load / wanted)));
        int most = (int) Math.max(1, Math.floor(FULL / load));
        int low = mean;
        int high = (int) Math.min(cameras, (long) TIMES * mean);
        if (Spread.fullest(fleet, high) > most) {
            return new Shares(mean, Spread.fullest(fleet, mean), most);
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Spread.fullest(fleet, middle) <= most) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return new Shares(low, Spread.fullest(fleet, low), most);
    }

    boolean fit() {
        return fullest <= most;
    }
}
