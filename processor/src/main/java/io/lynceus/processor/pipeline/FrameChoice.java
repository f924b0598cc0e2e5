package io.lynceus.processor.pipeline;

import io.lynceus.processor.config.OverloadPolicy;
import io.lynceus.processor.config.OverloadPolicy.EveryFrame;
import io.lynceus.processor.config.OverloadPolicy.Newest;
import io.lynceus.processor.config.OverloadPolicy.Sample;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which of one camera's frames go to the model, by its policy. */
final class FrameChoice {
    /** Why packets are skipped that are not even decoded. */
    static final String TO_KEYFRAME = "overload: far behind, skipped to a keyframe";

    private static final double SECOND = 1_000_000;
    /** A camera's frames do not come like clockwork: one that is a little early is the tick's. */
    private static final double EARLY = 10_000;

    private final OverloadPolicy policy;
    private final Clock clock;
    private @Nullable Long nextSample;

    FrameChoice(OverloadPolicy policy, Clock clock) {
        this.policy = policy;
        this.clock = clock;
    }

    /** True when every frame goes to the model, whatever happens. */
    boolean all() {
        return policy instanceof EveryFrame;
    }

    /**
     * Why a frame does not go to the model, null when it does. Asked once for each, in the order in which they are
     * shown.
     */
    @Nullable
    String skip(PacketFacts frame) {
        if (policy instanceof Newest newest) {
            return age(frame).compareTo(newest.bound()) > 0 ? "overload: too old for " + newest : null;
        }
        return policy instanceof Sample sample && !sampled(frame.captureTime(), sample.perSecond())
                ? "sampled out by " + sample
                : null;
    }

    /** True when a packet is so late that its camera should go on at a keyframe to come. */
    boolean farBehind(PacketFacts packet) {
        return policy instanceof Newest newest
                && age(packet).compareTo(newest.bound().multipliedBy(2)) > 0;
    }

    /**
     * Since our own clock saw the packet. The capture time may be by the camera's clock, which may be anywhere, or by
     * its frame rate, which drifts from our clock by seconds a day.
     */
    private Duration age(PacketFacts packet) {
        return Duration.between(packet.ingestTime(), clock.instant());
    }

    /** Takes the first frame from each tick on. Ticks begin again where time has a gap or goes back. */
    private boolean sampled(Instant captured, double perSecond) {
        double time = captured.getEpochSecond() * SECOND + captured.getNano() / 1000;
        double period = SECOND / perSecond;
        Long next = nextSample;
        if (next == null || time > next + period || time < next - period - SECOND) {
            nextSample = Math.round(time + period);
            return true;
        }
        if (time < next - Math.min(EARLY, period / 4)) {
            return false;
        }
        nextSample = Math.round(next + period);
        return true;
    }

    /** When the next frame is due for the model, in microseconds since 1970; null when any would do. */
    @Nullable
    Long nextSample() {
        return nextSample;
    }

    /** Goes on from what {@link #nextSample} was. */
    void resume(@Nullable Long next) {
        nextSample = next;
    }
}
