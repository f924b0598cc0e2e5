package io.lynceus.processor.plan;

import java.util.ArrayList;
import java.util.List;

/** What whoever plans has to know before the figures are believed. */
final class Heed {
    /** Stream threads of one consumer group; larger ones were never tried. */
    private static final int GROUP = 1000;

    private Heed() {}

    static List<String> of(Plan plan) {
        List<String> all = new ArrayList<>();
        Fleet fleet = plan.fleet();
        if (plan.threadLoad() > 1) {
            all.add("One camera keeps a stream thread busy " + Numbers.of(100 * plan.threadLoad())
                    + " %: show the model fewer frames (--detect-fps, --overload sample=N of process), or take"
                    + " a faster engine.");
        } else {
            uneven(all, fleet, plan.threads(), "stream thread");
            if (plan.service().onCard()) {
                uneven(all, fleet, plan.shares(), "instance");
            }
        }
        if (plan.layout().allThreads() > GROUP) {
            all.add(Numbers.of(plan.layout().allThreads())
                    + " stream threads are more than one consumer group was ever tried with: divide the"
                    + " cameras over deployments, each with its own --topics-prefix and --application-id.");
        }
        if (RecoveryFigures.busy(plan, plan.layout().instances() - 1) >= 1) {
            all.add("With one instance away the others do not keep up: raise what is there, or lower --load.");
        }
        double longest = fleet.fps() * fleet.keyframeSeconds() * plan.service().decode();
        if (longest > plan.limits().share().toMillis() / 1000.0) {
            all.add("After a restart a camera's frames since its keyframe may take longer to decode again than it has"
                    + " time for; what does not fit is SKIPPED. Let cameras send keyframes more often.");
        }
        return all;
    }

    private static void uneven(List<String> all, Fleet fleet, Shares shares, String what) {
        if (!shares.fit() && fleet.byName()) {
            double crowded = Spread.crowded(fleet.cameras(), shares.number(), shares.most());
            all.add("A camera's partition is the hash of its name, so shares are uneven: " + Numbers.of(100 * crowded)
                    + " % of the cameras share a" + (what.startsWith("i") ? "n " : " ") + what + " with more than the "
                    + shares.most() + " that it can take, and fall behind or are skipped. Have new cameras balanced"
                    + " (./lynceus topics balance), show the model fewer frames (--detect-fps), or take a faster"
                    + " engine.");
        }
    }
}
