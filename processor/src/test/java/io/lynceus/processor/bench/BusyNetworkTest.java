package io.lynceus.processor.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lynceus.processor.inference.FakeEngine;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class BusyNetworkTest {
    /** Whoever closes it closes the engine next, which a run under way would not outlive. */
    @Test
    void whoClosesItWaitsForTheRunUnderWayAlsoWhenInterrupted() throws Exception {
        CountDownLatch runs = new CountDownLatch(1);
        AtomicBoolean ends = new AtomicBoolean();
        FakeEngine engine = new FakeEngine(1, 1, pictures -> {
            runs.countDown();
            await().until(ends::get);
        });
        BusyNetwork network = new BusyNetwork(engine);
        runs.await();
        AtomicBoolean stillInterrupted = new AtomicBoolean();
        Thread closing = new Thread(() -> {
            Thread.currentThread().interrupt();
            network.close();
            stillInterrupted.set(Thread.currentThread().isInterrupted());
        });
        closing.start();
        await().until(() -> closing.getState() == Thread.State.WAITING);
        assertThat(engine.openLanes).hasValue(1);
        ends.set(true);
        closing.join();
        assertThat(engine.openLanes).hasValue(0);
        assertThat(stillInterrupted).isTrue();
    }
}
