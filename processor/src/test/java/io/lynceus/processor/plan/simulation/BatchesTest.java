package io.lynceus.processor.plan.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules are those of {@code inference.Batcher}, whose test has the same cases with threads. */
class BatchesTest {
    private static final long DELAY = 1000;

    private final Agenda agenda = new Agenda();
    private final List<Integer> sizes = new ArrayList<>();
    private final List<String> done = new ArrayList<>();

    private Batches batches(int lanes, int capacity) {
        return new Batches(agenda, new Servers(agenda, 1, Long.MAX_VALUE), lanes, capacity, DELAY, size -> {
            sizes.add(size);
            return 100;
        });
    }

    private void at(long time, Batches batches, String thread) {
        agenda.after(time, () -> batches.join(thread, () -> done.add(thread + " at " + agenda.now())));
    }

    @Test
    void aFullBatchGoesAtOnce() {
        Batches batches = batches(1, 2);
        at(0, batches, "a");
        at(5, batches, "b");
        agenda.run(10_000);
        // The first picture of all goes alone: nobody else is known to bring any.
        assertThat(sizes).containsExactly(1, 1);
        at(0, batches, "a");
        at(5, batches, "b");
        agenda.run(20_000);
        assertThat(sizes).containsExactly(1, 1, 2);
    }

    @Test
    void aBatchGoesWhenAllWhoBringPicturesWait() {
        Batches batches = batches(2, 8);
        at(0, batches, "a");
        at(0, batches, "b");
        agenda.run(500);
        at(0, batches, "a");
        at(30, batches, "b");
        agenda.run(5_000);
        assertThat(sizes).endsWith(2);
        assertThat(done).endsWith("a at 630", "b at 630");
    }

    @Test
    void aPictureWaitsForNobodyLongerThanTheDelayAndThoseWhoStayAwayNoLongerCount() {
        Batches batches = batches(2, 8);
        at(0, batches, "a");
        at(0, batches, "b");
        agenda.run(500);
        at(0, batches, "a");
        agenda.run(5_000);
        assertThat(done).endsWith("a at " + (500 + DELAY + 100));
        at(0, batches, "a");
        agenda.run(10_000);
        assertThat(done).endsWith("a at 5100");
    }

    @Test
    void thereAreAsManyRunsAsLanesAndTheOthersWaitOutside() {
        Batches batches = batches(1, 1);
        at(0, batches, "a");
        at(0, batches, "b");
        at(0, batches, "c");
        agenda.run(1_000);
        assertThat(done).containsExactly("a at 100", "b at 200", "c at 300");
    }
}
