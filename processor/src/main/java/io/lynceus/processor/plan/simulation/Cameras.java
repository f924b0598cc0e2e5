package io.lynceus.processor.plan.simulation;

import io.lynceus.processor.plan.Fleet;
import java.util.Random;
import java.util.function.Consumer;

/** Cameras that give frames at an even pace, each with a phase of its own, but for bursts. */
final class Cameras {
    private static final double MINUTE = 60e9;

    private final Agenda agenda;
    private final Fleet fleet;
    private final Random random;
    private final Consumer<Frame> out;
    private final long burst;
    private final long step;
    private final int group;
    private final long[] numbers;
    private final long[] heldUntil;

    /** @param burst nanoseconds that a camera's frames are held back at a time, 0 for never */
    Cameras(Agenda agenda, Fleet fleet, long burst, Random random, Consumer<Frame> out) {
        this.agenda = agenda;
        this.fleet = fleet;
        this.burst = burst;
        this.random = random;
        this.out = out;
        this.step = (long) (1e9 / fleet.fps());
        this.group = (int) Math.max(1, Math.round(fleet.fps() * fleet.keyframeSeconds()));
        this.numbers = new long[fleet.cameras()];
        this.heldUntil = new long[fleet.cameras()];
    }

    void start() {
        for (int camera = 0; camera < numbers.length; camera++) {
            int own = camera;
            numbers[camera] = random.nextInt(1 << 20);
            agenda.after((long) (random.nextDouble() * step), () -> frame(own));
            if (burst > 0) {
                agenda.after(untilBurst(), () -> hold(own));
            }
        }
    }

    private long untilBurst() {
        return (long) (-Math.log(1 - random.nextDouble()) * MINUTE);
    }

    private void hold(int camera) {
        heldUntil[camera] = agenda.now() + burst;
        agenda.after(burst + untilBurst(), () -> hold(camera));
    }

    private void frame(int camera) {
        long number = numbers[camera]++;
        int since = (int) (number % group);
        boolean seen = (long) ((number + 1) * fleet.share()) > (long) (number * fleet.share());
        long held = heldUntil[camera] - agenda.now();
        if (held > 0) {
            agenda.after(held, () -> out.accept(new Frame(camera, agenda.now(), since, seen)));
        } else {
            out.accept(new Frame(camera, agenda.now(), since, seen));
        }
        agenda.after(step, () -> frame(camera));
    }
}
