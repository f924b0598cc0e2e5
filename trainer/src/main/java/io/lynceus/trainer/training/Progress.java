package io.lynceus.trainer.training;

/**
 * How far a run is, at the start of an epoch.
 *
 * @param epochs epochs done
 * @param updates steps of the optimiser so far
 * @param lastStep index of the batch at which the optimiser last
 *     stepped, counted over the whole run; -1 before the first
 * @param bestFitness the best fitness so far; negative before the first validation
 * @param bestEpoch the epoch, from 1, that had it; 0 before the first validation
 */
record Progress(int epochs, long updates, long lastStep, double bestFitness, int bestEpoch) {
    /** The first process's. */
    Progress spread(Peers peers) {
        double[] theirs = peers.spread(epochs, updates, lastStep, bestFitness, bestEpoch);
        return new Progress((int) theirs[0], (long) theirs[1], (long) theirs[2], theirs[3], (int) theirs[4]);
    }

    /** Whether as many epochs went by without a better one as a run has patience for; 0 is all patience. */
    boolean stale(int patience) {
        return patience > 0 && bestEpoch > 0 && epochs - bestEpoch >= patience;
    }

    static final Progress START = new Progress(0, 0, -1, -1, 0);
}
