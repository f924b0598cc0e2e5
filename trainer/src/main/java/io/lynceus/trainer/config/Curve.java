package io.lynceus.trainer.config;

import java.util.Locale;

/** How the learning rate falls over a run: a factor of its start by epoch, from 1 to the recipe's {@code lrf}. */
public enum Curve {
    /** A straight line. */
    LINEAR {
        @Override
        public double at(double epoch, int epochs, double end) {
            return (1 - epoch / epochs) * (1 - end) + end;
        }
    },
    /** Half a cosine wave (Loshchilov and Hutter, arXiv 1608.03983, without restarts). */
    COSINE {
        @Override
        public double at(double epoch, int epochs, double end) {
            return wave(epoch / epochs, end);
        }
    },
    /** Flat over the first half, half a cosine wave over the second. */
    FLAT_COSINE {
        @Override
        public double at(double epoch, int epochs, double end) {
            int half = epochs / 2;
            return epoch > half ? wave((epoch - half) / half, end) : 1;
        }
    },
    /** It does not fall. */
    FIXED {
        @Override
        public double at(double epoch, int epochs, double end) {
            return 1;
        }
    };

    /**
     * The factor of one epoch.
     *
     * @param epoch from 0
     * @param epochs in the run
     * @param end the factor at the end
     */
    public abstract double at(double epoch, int epochs, double end);

    private static double wave(double done, double end) {
        return (1 - Math.cos(done * Math.PI)) / 2 * (end - 1) + 1;
    }

    /** As it is written on the command line, for example flat-cosine. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
