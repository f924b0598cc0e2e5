package io.lynceus.processor.demo;

import io.lynceus.processor.operator.PageFeeds;
import io.lynceus.processor.streams.DetectionService;
import io.lynceus.processor.web.LivePage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an eye on the running demo: says where things stand, notices what fails, and ends it in good order. One thread.
 */
final class Watch {
    private static final Duration LOOK = Duration.ofMillis(250);
    /** How long nothing may happen before frames that have no event are given up. */
    private static final Duration STUCK = Duration.ofSeconds(60);

    private final @Nullable Duration duration;
    private final Terminal terminal;
    private final LivePage page;
    private final DetectionService service;
    private final PageFeeds events;
    private final RunningCameras cameras;
    private final Stop stop;
    private boolean begun;

    Watch(
            @Nullable Duration duration,
            Terminal terminal,
            LivePage page,
            DetectionService service,
            PageFeeds events,
            RunningCameras cameras,
            Stop stop) {
        this.duration = duration;
        this.terminal = terminal;
        this.page = page;
        this.service = service;
        this.events = events;
        this.cameras = cameras;
        this.stop = stop;
    }

    /**
     * Returns when the demo is over, the cameras are stopped, and every captured frame has its event or is given up.
     */
    void untilTheEnd() throws InterruptedException {
        long end = duration == null ? Long.MAX_VALUE : System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end && cameras.look() && !stop.await(LOOK)) {
            look();
            terminal.status(DemoStatus.of(page.numbers(), cameras.packets() - events.frames()));
        }
        cameras.close();
        terminal.step("stopping: the frames in flight arrive");
        settle();
    }

    private void look() {
        service.check();
        events.check();
        if (!begun && events.frames() > 0) {
            begun = true;
            terminal.step("first detection");
        }
    }

    private void settle() throws InterruptedException {
        long seen = -1;
        long since = System.nanoTime();
        while (events.frames() < cameras.packets() && System.nanoTime() - since < STUCK.toNanos()) {
            if (events.frames() != seen) {
                seen = events.frames();
                since = System.nanoTime();
            }
            look();
            terminal.status((cameras.packets() - events.frames()) + " frames to go");
            Thread.sleep(50);
        }
        look();
    }
}
