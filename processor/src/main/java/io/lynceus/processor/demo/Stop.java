package io.lynceus.processor.demo;

import java.time.Duration;

/** Somebody's wish that the demo should end, such as Ctrl-C. */
@FunctionalInterface
public interface Stop {
    /** @return true as soon as somebody wishes to end, false when the time was up first */
    boolean await(Duration time);
}
