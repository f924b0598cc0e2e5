package io.lynceus.processor.plan;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/**
 * The service times of one plan, in seconds: those of its size, codec and model, by whatever was measured nearest.
 *
 * @param decode a frame, decoded and scaled, on one core
 * @param runs of the model by the pictures in it
 * @param onCard whether the runs are on a card, of which there is one in a machine, or on a core each
 * @param rest what else is measured
 * @param sources where each is from, a line each
 */
public record Service(
        double decode,
        NavigableMap<Integer, Double> runs,
        boolean onCard,
        ServiceTimes.PipelineTimes rest,
        List<String> sources) {
    /**
     * Of a run; what lies between two measured batches is on the line between them. Fewer pictures than were measured
     * take as long as the fewest, more take as much a picture as the most.
     */
    public double run(int pictures) {
        Map.Entry<Integer, Double> low = runs.floorEntry(pictures);
        Map.Entry<Integer, Double> high = runs.ceilingEntry(pictures);
        if (low == null || high == null) {
            return low == null ? runs.firstEntry().getValue() : low.getValue() * pictures / low.getKey();
        }
        if (low.getKey().equals(high.getKey())) {
            return low.getValue();
        }
        double part = (double) (pictures - low.getKey()) / (high.getKey() - low.getKey());
        return low.getValue() + part * (high.getValue() - low.getValue());
    }

    /** The batch that was measured and gives most pictures a second. */
    public int bestBatch() {
        int best = 1;
        for (int batch : runs.keySet()) {
            best = batch / run(batch) > best / run(best) ? batch : best;
        }
        return best;
    }

    /** CPU time of a frame in a stream thread, the model not counted. */
    public double frame() {
        return decode + rest.frameMillis() / 1000;
    }
}
