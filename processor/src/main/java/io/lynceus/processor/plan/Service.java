package io.lynceus.processor.plan;

import java.util.List;
import java.util.SortedMap;

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
        SortedMap<Integer, Double> runs,
        boolean onCard,
        ServiceTimes.PipelineTimes rest,
        List<String> sources) {
    /** Of a run; what lies between two measured batches is on the line between them. */
    public double run(int pictures) {
        Double exact = runs.get(pictures);
        if (exact != null) {
            return exact;
        }
        SortedMap<Integer, Double> above = runs.tailMap(pictures);
        SortedMap<Integer, Double> below = runs.headMap(pictures);
        int low = below.lastKey();
        if (above.isEmpty()) {
            return below.get(low) * pictures / low;
        }
        int high = above.firstKey();
        double part = (double) (pictures - low) / (high - low);
        return below.get(low) + part * (above.get(high) - below.get(low));
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
