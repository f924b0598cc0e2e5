package io.lynceus.processor.plan;

/**
 * How many cameras the shares of a fleet have. Partitions have as many cameras, to within one, and Kafka Streams gives
 * each share as many partitions; which, nobody can say. Where the hashes of names decide, each share gets as many
 * cameras as chance has it.
 */
final class Spread {
    private Spread() {}

    /**
     * The number of cameras that the fullest share has: one such share is to be expected, of more cameras none.
     *
     * @param each partitions of each share
     */
    static int fullest(Fleet fleet, int bins, int each) {
        return fleet.byName() ? byChance(fleet.cameras(), bins) : balanced(fleet.cameras(), bins, each);
    }

    /** Of the partitions of a share some have one camera more than the others, by chance. */
    static int balanced(int cameras, int bins, int each) {
        long partitions = (long) bins * each;
        int least = (int) (cameras / partitions);
        double more = (double) (cameras % partitions) / partitions;
        int fuller = 0;
        while (more > 0 && fuller < each && bins * beyond(each, more, fuller) > 0.5) {
            fuller++;
        }
        return Math.min(cameras, each * least + fuller);
    }

    /** By chance: one share of so many is to be expected, of more cameras none. */
    static int byChance(int cameras, int bins) {
        if (bins == 1) {
            return cameras;
        }
        double mean = (double) cameras / bins;
        int most = (int) mean;
        while (most < cameras && bins * beyond(cameras, 1.0 / bins, most) > 0.5) {
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

    /** That of so many, each with that chance, more than that are there. */
    private static double beyond(int all, double p, int most) {
        double sum = 0;
        for (int k = most + 1; k <= all; k++) {
            double chance = chance(all, p, k);
            sum += chance;
            if (k > all * p && chance < sum * 1e-9) {
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
