package io.lynceus.processor.plan.simulation;

import java.util.ArrayDeque;

/** Servers that take work in the order in which it comes: the cores of a machine, or its card. */
final class Servers {
    private final Agenda agenda;
    private final int number;
    private final long slice;
    private final ArrayDeque<Job> waiting = new ArrayDeque<>();
    private int free;
    private long busy;

    private static final class Job {
        private final Runnable done;
        private long left;

        Job(long left, Runnable done) {
            this.left = left;
            this.done = done;
        }
    }

    /** @param slice nanoseconds after which work gives way to other work that waits, as an operating system has it */
    Servers(Agenda agenda, int number, long slice) {
        this.agenda = agenda;
        this.number = number;
        this.free = number;
        this.slice = slice;
    }

    /** Does some nanoseconds of work as soon as a server is free. */
    void work(long nanos, Runnable done) {
        Job job = new Job(nanos, done);
        if (free > 0) {
            free--;
            serve(job);
        } else {
            waiting.add(job);
        }
    }

    private void serve(Job job) {
        long part = Math.min(job.left, slice);
        agenda.after(part, () -> {
            busy += part;
            job.left -= part;
            if (job.left > 0) {
                if (waiting.isEmpty()) {
                    serve(job);
                    return;
                }
                waiting.add(job);
            }
            Job next = waiting.poll();
            if (next == null) {
                free++;
            } else {
                serve(next);
            }
            if (job.left == 0) {
                job.done.run();
            }
        });
    }

    /** The part of the time until now that they worked. */
    double utilisation() {
        return agenda.now() == 0 ? 0 : (double) busy / agenda.now() / number;
    }
}
