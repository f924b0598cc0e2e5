package io.lynceus.processor.plan.simulation;

import java.util.List;

/**
 * What came of it. Times in seconds; latencies are those from capture to the committed event, of frames after the first
 * tenth.
 *
 * @param in frames that capture read
 * @param out frames whose events are out
 * @param waiting frames that are neither
 * @param cores the part of the cores' time that was used
 * @param card the same of the cards'
 * @param busiest the part of its time that the busiest stream thread did not wait for packets
 * @param lags each second, how long the oldest frame had waited
 * @param decodedAgain frames, after an instance was lost
 */
public record Result(
        long in,
        long out,
        long waiting,
        double mean,
        double p50,
        double p95,
        double p99,
        double cores,
        double card,
        double busiest,
        List<Double> lags,
        long decodedAgain) {
    private static final double USUAL = 1;

    /** The oldest frame's wait at the end. */
    public double lag() {
        return lags.isEmpty() ? 0 : lags.get(lags.size() - 1);
    }

    /**
     * Seconds from a moment until no frame waits for longer than twice what one did before, or a second; infinite when
     * that does not come.
     */
    public double recovery(double from) {
        int moment = (int) from;
        double before = lags.subList(0, Math.min(lags.size(), moment)).stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        double usual = Math.max(USUAL, 2 * before);
        for (int i = lags.size() - 1; i >= moment; i--) {
            if (lags.get(i) > usual) {
                return i == lags.size() - 1 ? Double.POSITIVE_INFINITY : i + 2 - from;
            }
        }
        return 0;
    }
}
