package io.lynceus.processor.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lynceus.vision.RunError;
import io.lynceus.vision.boxes.Candidates;
import io.lynceus.vision.engine.Engine;
import io.lynceus.vision.engine.Lane;
import io.lynceus.vision.model.InputSize;
import io.lynceus.vision.model.ModelCard;
import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.PictureSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LaneSpeedTest {
    private static final ModelCard CARD =
            new ModelCard("timed", "1", "00", "none", "fp32", new InputSize(32, 32), List.of("a"), Map.of());
    private static final Letterbox PLACE = Letterbox.of(32, 32, 32, 32);
    private static final PictureSource PICTURE = slot -> PLACE;
    private static final long MILLI = 1_000_000;
    private static final Offset<Double> EXACT = within(1e-9);

    private final AtomicLong clock = new AtomicLong();
    private int slowRounds;

    /** Each lane is the engine itself, and there are as many as pictures in a batch. */
    private abstract static class LaneOfItsOwn implements Engine, Lane {
        private final int batch;

        LaneOfItsOwn(int batch) {
            this.batch = batch;
        }

        @Override
        public ModelCard model() {
            return CARD;
        }

        @Override
        public boolean takesAnySize() {
            return false;
        }

        @Override
        public int batch() {
            return batch;
        }

        @Override
        public int lanes() {
            return batch;
        }

        @Override
        public Lane lane(InputSize size) {
            return this;
        }
    }

    /**
     * Of 2 pictures: 4 ms to write, 20 to run of which 3 are copies and 12 the network, 6 to read; the network in a
     * loop 10.
     */
    private final class TimedEngine extends LaneOfItsOwn {
        TimedEngine() {
            super(2);
        }

        private void takes(long millis) {
            clock.addAndGet(millis * MILLI);
        }

        @Override
        public Letterbox write(int place, PictureSource picture) {
            takes(2);
            return PLACE;
        }

        @Override
        public void run(int pictures) {
            takes(slowRounds-- > 0 ? 120 : 20);
        }

        @Override
        public Candidates read(int place, float least) {
            takes(3);
            return new Candidates();
        }

        @Override
        public void copy(int pictures) {
            takes(3);
        }

        @Override
        public void compute(int pictures, int times) {
            takes(times == 1 ? 12 : 10L * times);
        }

        @Override
        public void close() {}
    }

    private LaneSpeed measured() {
        return LaneSpeed.measure(new TimedEngine(), List.of(PICTURE), 2, Duration.ofSeconds(2), clock::get);
    }

    @Test
    void aRoundsPartsAndWhatTheNetworkAloneCouldDoAreToldApart() {
        LaneSpeed speed = measured();
        assertThat(speed.median()).isCloseTo(0.030, EXACT);
        assertThat(speed.write()).isCloseTo(0.004, EXACT);
        assertThat(speed.run()).isCloseTo(0.020, EXACT);
        assertThat(speed.read()).isCloseTo(0.006, EXACT);
        assertThat(speed.copy()).isCloseTo(0.003, EXACT);
        assertThat(speed.compute()).isCloseTo(0.012, EXACT);
        assertThat(speed.waiting()).isCloseTo(0.005, EXACT);
        assertThat(speed.most()).isCloseTo(200, EXACT);
    }

    @Test
    void aRoundThatIsHeldUpShowsInTheSlowOnesAndNotInTheMiddle() {
        // One round warms up, the next is measured: one of some twenty.
        slowRounds = 2;
        LaneSpeed speed = measured();
        assertThat(speed.median()).isCloseTo(0.030, EXACT);
        assertThat(speed.slow()).isCloseTo(0.130, EXACT);
    }

    @Test
    void allLanesTogetherDoWhatEachDoes() {
        double rate = new LanesTogether(new TimedEngine(), List.of(PICTURE), 2, Duration.ofMillis(5)).rate();
        assertThat(rate).isPositive();
    }

    /** Its memory would be freed under a run that still writes there. */
    @Test
    void aLaneWhoseRunGoesOnIsNotClosedWhenWhoMeasuresIsInterrupted() throws Exception {
        StuckEngine engine = new StuckEngine();
        AtomicReference<Throwable> said = new AtomicReference<>();
        Thread measuring = new Thread(() -> {
            try {
                new LanesTogether(engine, List.of(PICTURE), 1, Duration.ofDays(1)).rate();
            } catch (RuntimeException e) {
                said.set(e);
            }
        });
        measuring.start();
        engine.running.await();
        measuring.interrupt();
        engine.interrupted.await();
        assertThat(engine.closedInARun).isFalse();
        engine.end.countDown();
        measuring.join();
        assertThat(said.get()).isInstanceOf(RunError.class).hasMessageContaining("stopped");
        assertThat(engine.closed).isTrue();
        assertThat(engine.closedInARun).isFalse();
    }

    /** Its second run goes on until it is told to end, whoever is interrupted meanwhile, as a native one does. */
    private static final class StuckEngine extends LaneOfItsOwn {
        private final CountDownLatch running = new CountDownLatch(1);
        private final CountDownLatch interrupted = new CountDownLatch(1);
        private final CountDownLatch end = new CountDownLatch(1);
        private volatile int runs;
        private volatile boolean inARun;
        private volatile boolean closed;
        private volatile boolean closedInARun;

        StuckEngine() {
            super(1);
        }

        @Override
        public void run(int pictures) {
            runs++;
            inARun = true;
            boolean told = false;
            while (runs > 1 && end.getCount() > 0) {
                running.countDown();
                try {
                    end.await();
                } catch (InterruptedException e) {
                    told = true;
                    interrupted.countDown();
                }
            }
            inARun = false;
            if (told) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            closed = true;
            closedInARun |= inARun;
        }

        @Override
        public Letterbox write(int place, PictureSource picture) {
            return PLACE;
        }

        @Override
        public Candidates read(int place, float least) {
            return new Candidates();
        }

        @Override
        public void copy(int pictures) {}

        @Override
        public void compute(int pictures, int times) {}
    }
}
