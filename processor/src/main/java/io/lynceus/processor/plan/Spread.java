package io.lynceus.processor.plan;

/**
 * How many cameras the shares of a fleet have. Partitions have as many cameras, to within one, and Kafka Streams gives
 * them to the shares in turn. Where the hashes of names decide, each of {@code bins} equal shares gets as many as chance
 * has it: a binomial number.
 */
final class Spread {
    private Spread() {}

    /** The number of cameras that the fullest share has. */
    static int fullest(Fleet fleet, int bins) {
        return fleet.byName() ? byChance(fleet.cameras(), bins) : (fleet.cameras() + bins - 1) / bins;
    }

    /** By chance: one share of so many is to be expected, of more cameras none. */
    static int byChance(int cameras, int bins) {
        if (bins == 1) {
            return cameras;
        }
        double mean = (double) cameras / bins;
        int most = (int) mean;
        while (most < cameras && bins * beyond(cameras, bins, most) > 0.5) {
            most++;
        }
        return most;
    }

    /** The part of all cameras that by chance lie in shares of more than so many. */
    static double crowded(int cameras, int bins, int most) {
        double p = 1.0 / bins;
        double sum = 0;
        for (int k = 1; k <= Math.min(most, cameras); k++) {
            sum += k * chance(cameras, p, k);
        }
        return Math.max(0, 1 - sum / (cameras * p));
    }

    /** That a share has more than so many. */
    private static double beyond(int cameras, int bins, int most) {
        double p = 1.0 / bins;
        double sum = 0;
        for (int k = most + 1; k <= cameras; k++) {
            double chance = chance(cameras, p, k);
            sum += chance;
            if (k > cameras * p && chance < sum * 1e-9) {
                break;
            }
        }
        return sum;
    }

    private static double chance(int n, double p, int k) {
        if (p >= 1) {
            return k == n ? 1 : 0;
        }
        return Math.exp(
                logFactorial(n) - logFactorial(k) - logFactorial(n - k) + k * Math.log(p) + (n - k) * Math.log1p(-p));
    }

    /** Stirling's series, whose error is below 1e-9 from 10 on; below that by multiplication. */
    private static double logFactorial(int n) {
        if (n < 10) {
            double product = 1;
            for (int i = 2; i <= n; i++) {
                product *= i;
            }
            return Math.log(product);
        }
        double x = n;
        return x * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI * x) + 1 / (12 * x) - 1 / (360 * x * x * x);
    }
}
