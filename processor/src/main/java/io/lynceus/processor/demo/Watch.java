package io.lynceus.processor.demo;

import io.lynceus.processor.streams.DetectionService;
import io.lynceus.processor.web.LivePage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Keeps an eye on the running demo: says where things stand, notices what fails, and ends it in good order. One thread. */
final class Watch {
    private static final Duration LOOK = Duration.ofMillis(250);
    /** How long nothing may happen before frames that have no event are given up. */
    private static final Duration STUCK = Duration.ofSeconds(15);

    private final @Nullable Duration duration;
    private final Terminal terminal;
    private final LivePage page;
    private final DetectionService service;
    private final EventFollower events;
    private final RunningCameras cameras;
    private final StopSignal stop;

    Watch(
            @Nullable Duration duration,
            Terminal terminal,
            LivePage page,
            DetectionService service,
            EventFollower events,
            RunningCameras cameras,
            StopSignal stop) {
        this.duration = duration;
        this.terminal = terminal;
        this.page = page;
        this.service = service;
        this.events = events;
        this.cameras = cameras;
        this.stop = stop;
    }

    /** Returns when the demo is over, the cameras are stopped, and every captured frame has its event or is given up. */
    void untilTheEnd() throws InterruptedException {
        long end = duration == null ? Long.MAX_VALUE : System.nanoTime() + duration.toNanos();
        boolean first = true;
        while (System.nanoTime() < end && cameras.look() && !stop.await(LOOK)) {
            first = look(first);
        }
        cameras.close();
        terminal.step(
                stop.wished()
                        ? "stopping: letting the frames in flight arrive"
                        : "over: letting the frames in flight arrive");
        settle();
    }

    private boolean look(boolean first) {
        service.check();
        events.check();
        boolean still = first && events.frames() == 0;
        if (first && !still) {
            terminal.step("first detection");
        }
        terminal.status(StatusText.of(page.numbers(), cameras.packets() - events.frames()));
        return still;
    }

    private void settle() throws InterruptedException {
        long seen = -1;
        long since = System.nanoTime();
        while (events.frames() < cameras.packets() && System.nanoTime() - since < STUCK.toNanos()) {
            if (events.frames() != seen) {
                seen = events.frames();
                since = System.nanoTime();
            }
            service.check();
            events.check();
            terminal.status((cameras.packets() - events.frames()) + " frames to go");
            Thread.sleep(50);
        }
    }
}
