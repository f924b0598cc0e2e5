package io.lynceus.processor.plan;

import static io.lynceus.processor.plan.ProcessFigures.ms;

import io.lynceus.processor.streams.WorkLimits;
import java.time.Duration;

/** What it costs when something is lost, and what keeps within Kafka's timeouts. */
final class RecoveryFigures {
    private RecoveryFigures() {}

    static Section of(Plan plan) {
        Fleet fleet = plan.fleet();
        Layout layout = plan.layout();
        WorkLimits limits = plan.limits();
        double start = plan.service().rest().startSeconds();
        double session = Plan.SESSION.toSeconds();
        double moved = (double) fleet.cameras() / layout.instances();
        double group = fleet.fps() * fleet.keyframeSeconds();
        double each = Math.max(1, moved / ((layout.instances() - 1.0) * layout.threads()));
        double again = each * group / 2 * plan.service().decode();
        double own = Math.max(1, moved / layout.threads())
                * group
                / 2
                * plan.service().decode();
        double busy = busy(plan, layout.instances());
        double left = busy(plan, layout.instances() - 1);
        return Section.named("when something is lost")
                .with(
                        "busy with all at work",
                        100 * busy,
                        "%",
                        "work / " + Numbers.of(layout.instances()) + " instances")
                .with("busy with one away", 100 * left, "%", "work / " + Numbers.of(layout.instances() - 1.0))
                .with("cameras that move", moved, "", "cameras / instances, when one is lost or leaves")
                .with(
                        "packets decoded again",
                        moved * group / 2,
                        "",
                        Numbers.cameras(moved) + " x " + Numbers.of(group)
                                + " frames from keyframe to keyframe / 2; twice that at most")
                .with(
                        "decoding them",
                        again,
                        "s",
                        Numbers.cameras(each) + " a thread x " + Numbers.of(group / 2) + " x "
                                + ms(plan.service().decode()))
                .with(
                        "an instance restarts",
                        backlog(start + own, busy),
                        "s",
                        Numbers.of(start) + " s start and decoding again, then the backlog: / (1 - busy)")
                .with(
                        "an instance is lost",
                        backlog(session + again, left),
                        "s",
                        Numbers.of(session)
                                + " s until it is noticed and decoding again, then the backlog: / (1 - busy with one"
                                + " away)")
                .with(
                        "longest to decode again",
                        group * plan.service().decode(),
                        "s",
                        "of one camera: " + Numbers.of(group)
                                + " x " + ms(plan.service().decode()) + "; it has "
                                + Numbers.of(seconds(limits.share()))
                                + " s for sure, a thread " + Numbers.of(seconds(limits.replay())) + " s a pass")
                .with("records a poll", limits.packets(), "", "max.poll.records, as process sets it for this engine")
                .with(
                        "transaction timeout",
                        seconds(limits.transaction()),
                        "s",
                        "as process sets it: how long readers wait for an instance that does not come back");
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    private static double backlog(double away, double busy) {
        return busy < 1 ? away / (1 - busy) : Double.POSITIVE_INFINITY;
    }

    /** The cores' or the card's share that is used, in the mean. */
    static double busy(Plan plan, int instances) {
        Fleet fleet = plan.fleet();
        Service service = plan.service();
        if (service.onCard()) {
            int batch = service.bestBatch();
            double card = fleet.cameras() * fleet.detectFps() * service.run(batch) / batch;
            double cores = fleet.frames() * service.frame() / plan.layout().cores();
            return Math.max(card, cores) / instances;
        }
        return fleet.cameras()
                * plan.threadLoad()
                / (instances * (double) plan.layout().threads());
    }
}
