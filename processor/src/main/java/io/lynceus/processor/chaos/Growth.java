package io.lynceus.processor.chaos;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How memory grew over the later part of a soak, when caches and pools are filled and what can be compiled is compiled.
 *
 * @param perThousandFrames slope of the line of least squares, MiB for 1000 frames
 * @param perHour the same in MiB for an hour
 * @param total what the line climbs over that part, MiB
 * @param level mean of that part, MiB
 */
record Growth(double perThousandFrames, double perHour, double total, double level) {
    private static final double WARM_UP_SHARE = 0.4;
    private static final double FLAT_SHARE = 0.03;

    static Growth of(List<MemoryLook> looks, ToDoubleFunction<MemoryLook> memory) {
        List<MemoryLook> later = looks.subList((int) (looks.size() * WARM_UP_SHARE), looks.size());
        double perSecond = slope(later, MemoryLook::seconds, memory);
        double span = later.get(later.size() - 1).seconds() - later.get(0).seconds();
        return new Growth(
                slope(later, MemoryLook::frames, memory) * 1000,
                perSecond * 3600,
                perSecond * span,
                mean(later, memory));
    }

    /** Whether the line climbs by less than 3 % of its level. */
    boolean flat() {
        return total < FLAT_SHARE * level;
    }

    private static double slope(
            List<MemoryLook> looks, ToDoubleFunction<MemoryLook> x, ToDoubleFunction<MemoryLook> y) {
        double meanX = mean(looks, x);
        double meanY = mean(looks, y);
        double covariance = 0;
        double variance = 0;
        for (MemoryLook look : looks) {
            double distance = x.applyAsDouble(look) - meanX;
            covariance += distance * (y.applyAsDouble(look) - meanY);
            variance += distance * distance;
        }
        return variance == 0 ? 0 : covariance / variance;
    }

    private static double mean(List<MemoryLook> looks, ToDoubleFunction<MemoryLook> value) {
        return looks.stream().mapToDouble(value).average().orElse(0);
    }
}
