package io.lynceus.processor.plan.simulation;

import io.lynceus.processor.plan.Fleet;
import io.lynceus.processor.plan.Layout;
import io.lynceus.processor.plan.Service;
import java.time.Duration;

/**
 * What is simulated.
 *
 * @param oneMachine broker and capture work on the cores of process too, as in {@code bench live}
 * @param seconds that it lasts
 * @param trouble what goes wrong
 * @param seed of all that is left to chance
 */
public record Scenario(
        Fleet fleet, Layout layout, Service service, boolean oneMachine, double seconds, Trouble trouble, long seed) {
    /**
     * What goes wrong.
     *
     * @param instanceLost seconds from the beginning until an instance is lost for good; negative for never
     * @param brokersAway the same for all brokers
     * @param away how long the brokers are away
     * @param burst how long a camera's frames are held back at a time, once a minute in the mean; zero for never
     */
    public record Trouble(double instanceLost, double brokersAway, Duration away, Duration burst) {
        public static final Trouble NONE = new Trouble(-1, -1, Duration.ZERO, Duration.ZERO);
    }

    /** With other cameras. */
    Scenario with(int cameras) {
        Fleet other = new Fleet(
                cameras,
                fleet.fps(),
                fleet.width(),
                fleet.height(),
                fleet.codec(),
                fleet.bitrate(),
                fleet.keyframeSeconds(),
                fleet.detectFps(),
                fleet.objects(),
                fleet.byName());
        return new Scenario(other, layout, service, oneMachine, seconds, trouble, seed);
    }

    /** With other trouble. */
    Scenario with(Trouble other) {
        return new Scenario(fleet, layout, service, oneMachine, seconds, other, seed);
    }
}
