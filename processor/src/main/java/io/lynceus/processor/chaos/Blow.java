package io.lynceus.processor.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * One disturbance, drawn before the run.
 *
 * @param kind what is done
 * @param early whether it comes before everything works again after the blow before, so that it falls into a start, a
 *     restore or a replay
 * @param events else how many events come before it
 * @param chance 0 to 1, for what is only known when it comes: the moment within a start, or within a commit
 * @param victim which instance, modulo their number
 */
record Blow(Kind kind, boolean early, int events, double chance, int victim) {
    private static final int MOST_EVENTS = 60;
    private static final double EARLY_SHARE = 0.3;

    enum Kind {
        KILL_PROCESS("process killed"),
        KILL_CAPTURE("capture killed"),
        RESTART_BROKER("broker restarted"),
        FREEZE_PROCESS("process frozen");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** All blows in their order; the same for the same options. */
    static List<Blow> plan(ChaosOptions options) {
        Random random = new Random(options.seed());
        List<Kind> kinds = new ArrayList<>();
        kinds.addAll(Collections.nCopies(options.kills(), Kind.KILL_PROCESS));
        kinds.addAll(Collections.nCopies(options.captureKills(), Kind.KILL_CAPTURE));
        kinds.addAll(Collections.nCopies(options.brokerRestarts(), Kind.RESTART_BROKER));
        kinds.addAll(Collections.nCopies(options.freezes(), Kind.FREEZE_PROCESS));
        Collections.shuffle(kinds, random);
        List<Blow> blows = new ArrayList<>();
        for (Kind kind : kinds) {
            boolean early = kind == Kind.KILL_PROCESS && !blows.isEmpty() && random.nextDouble() < EARLY_SHARE;
            blows.add(new Blow(
                    kind, early, 1 + random.nextInt(MOST_EVENTS), random.nextDouble(), random.nextInt(1 << 16)));
        }
        return blows;
    }
}
