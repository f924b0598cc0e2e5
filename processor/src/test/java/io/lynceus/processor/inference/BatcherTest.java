package io.lynceus.processor.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.vision.RunError;
import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.Picture;
import io.lynceus.vision.pixels.PictureSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatcherTest {
    private static final Duration DELAY = Duration.ofMillis(1);
    private static final IntConsumer NOTHING = pictures -> {};

    private final AtomicLong clock = new AtomicLong();
    private final List<Long> waits = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void aFullBatchGoesAtOnceAndEachThreadGetsItsOwnResult() throws Exception {
        FakeEngine engine = new FakeEngine(3, 1, NOTHING);
        try (Batcher batcher = batcher(engine)) {
            assertThat(results(together(batcher, 3))).containsExactly(3f, 6f, 9f);
            assertThat(engine.runs).containsExactly(3);
        }
    }

    @Test
    void aBatchGoesWhenEveryThreadThatBringsPicturesWaits() throws Exception {
        FakeEngine engine = new FakeEngine(8, 1, NOTHING);
        try (Batcher batcher = batcher(engine)) {
            assertThat(results(together(batcher, 2))).containsExactly(3f, 6f);
            assertThat(engine.runs).containsExactly(2);
            assertThat(waits).containsExactly(0L);
        }
    }

    @Test
    void aBatchWaitsForAnAbsentThreadAsLongAsTheDelayAndThenNoMore() throws Exception {
        FakeEngine engine = new FakeEngine(8, 1, NOTHING);
        long quarter = DELAY.toNanos() / 4;
        try (Batcher batcher = new Batcher(
                engine.open(),
                engine.batch(),
                DELAY,
                () -> clock.addAndGet(quarter),
                (pictures, wait, run) -> waits.add(wait))) {
            results(together(batcher, 2));
            ExecutorService one = Executors.newSingleThreadExecutor();
            assertThat(one.submit(() -> sum(batcher, 5, () -> {})).get()).isEqualTo(15f);
            assertThat(one.submit(() -> sum(batcher, 6, () -> {})).get()).isEqualTo(18f);
            one.shutdown();
            assertThat(engine.runs).containsExactly(2, 1, 1);
            assertThat(waits.get(0)).isEqualTo(quarter);
            assertThat(waits.get(1)).isGreaterThanOrEqualTo(DELAY.toNanos());
            assertThat(waits.get(2)).isEqualTo(quarter);
        }
    }

    @Test
    void lanesRunSideBySide() throws Exception {
        CyclicBarrier bothRun = new CyclicBarrier(2);
        FakeEngine engine = new FakeEngine(1, 2, pictures -> meet(bothRun));
        try (Batcher batcher = batcher(engine)) {
            assertThat(results(together(batcher, 2))).containsExactly(3f, 6f);
            assertThat(engine.runs).containsExactly(1, 1);
        }
    }

    @Test
    void moreThreadsThanLanesTakeTurns() throws Exception {
        FakeEngine engine = new FakeEngine(1, 2, NOTHING);
        try (Batcher batcher = batcher(engine)) {
            List<Future<Float>> all = new ArrayList<>();
            for (int i = 1; i <= 5; i++) {
                int value = i;
                all.add(threads.submit(() -> sum(batcher, value, () -> {})));
            }
            assertThat(results(all)).containsExactly(3f, 6f, 9f, 12f, 15f);
        }
    }

    @Test
    void anEngineThatFailsFailsAllWhoWaitAndAllWhoComeLater() {
        FakeEngine engine = new FakeEngine(2, 1, pictures -> {
            throw new IllegalStateException("out of memory");
        });
        try (Batcher batcher = batcher(engine)) {
            for (Future<Float> one : together(batcher, 2)) {
                assertThatThrownBy(one::get)
                        .isInstanceOf(ExecutionException.class)
                        .cause()
                        .isInstanceOf(RunError.class)
                        .hasMessageContaining("out of memory")
                        .hasRootCauseInstanceOf(IllegalStateException.class);
            }
            assertThatThrownBy(() -> sum(batcher, 1, () -> {}))
                    .isInstanceOf(RunError.class)
                    .hasMessageContaining("out of memory");
            assertThat(engine.runs).hasSize(1);
        }
    }

    @Test
    void aPictureThatCannotBeWrittenFailsItsOwnThreadOnly() throws Exception {
        FakeEngine engine = new FakeEngine(2, 1, NOTHING);
        CyclicBarrier bothIn = new CyclicBarrier(2);
        try (Batcher batcher = batcher(engine)) {
            Future<Float> bad = threads.submit(() -> sum(batcher, 1, () -> {
                meet(bothIn);
                throw new RunError("cannot scale");
            }));
            Future<Float> good = threads.submit(() -> sum(batcher, 2, () -> meet(bothIn)));
            assertThat(good.get()).isEqualTo(6f);
            assertThatThrownBy(bad::get).hasRootCauseMessage("cannot scale");
            assertThat(sum(batcher, 3, () -> clock.addAndGet(DELAY.toNanos()))).isEqualTo(9f);
        }
    }

    @Test
    void anInterruptedThreadGetsItsResultAndStaysInterrupted() throws Exception {
        FakeEngine engine = new FakeEngine(8, 1, NOTHING);
        try (Batcher batcher = batcher(engine)) {
            results(together(batcher, 2));
            assertThat(threads.submit(() -> {
                                Thread.currentThread().interrupt();
                                float result = sum(batcher, 4, () -> {});
                                return Thread.interrupted() ? result : Float.NaN;
                            })
                            .get())
                    .isEqualTo(12f);
        }
    }

    @Test
    void closingWaitsForTheRunUnderWayAndTurnsLaterCallersAway() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        FakeEngine engine = new FakeEngine(1, 1, pictures -> {
            running.countDown();
            await(finish);
        });
        Batcher batcher = batcher(engine);
        Future<Float> underWay = threads.submit(() -> sum(batcher, 1, () -> {}));
        running.await();
        Future<?> closing = threads.submit(batcher::close);
        finish.countDown();
        closing.get();
        assertThat(underWay.get()).isEqualTo(3f);
        assertThat(engine.openLanes).hasValue(0);
        batcher.close();
        assertThatThrownBy(() -> sum(batcher, 1, () -> {})).isInstanceOf(RunError.class);
    }

    private Batcher batcher(FakeEngine engine) {
        return new Batcher(engine.open(), engine.batch(), DELAY, clock::get, (pictures, wait, run) -> waits.add(wait));
    }

    /** Pictures 1, 2, ... from a thread each, all of which are in before one goes on. */
    private List<Future<Float>> together(Batcher batcher, int pictures) {
        CyclicBarrier allIn = new CyclicBarrier(pictures);
        CountDownLatch before = new CountDownLatch(0);
        List<Future<Float>> results = new ArrayList<>();
        for (int i = 1; i <= pictures; i++) {
            int value = i;
            await(before);
            CountDownLatch in = new CountDownLatch(1);
            results.add(threads.submit(() -> sum(batcher, value, () -> {
                in.countDown();
                meet(allIn);
            })));
            before = in;
        }
        return results;
    }

    private static float sum(Batcher batcher, int value, Runnable whileWriting) {
        return batcher.run(
                place -> {
                    place.write(pixel(value));
                    whileWriting.run();
                    return value;
                },
                (written, place) -> place.read(0).box(0).score());
    }

    private static PictureSource pixel(int value) {
        byte level = (byte) value;
        return Letterbox.of(1, 1, 1, 1).source(new Picture(1, 1, new byte[] {level, level, level}));
    }

    private static List<Float> results(List<Future<Float>> futures) throws Exception {
        List<Float> results = new ArrayList<>();
        for (Future<Float> future : futures) {
            results.add(future.get());
        }
        return results;
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
