package io.lynceus.processor.streams;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A stream thread in thought time: Kafka Streams' loop (StreamThread.runOnce of 4.4.0) over cameras that all have to be
 * resumed, with rebalances in between. Measures how long its transactions and its ways from poll to poll were.
 */
final class ThreadModel {
    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(500);
    private static final Duration COMMIT = Duration.ofMillis(100);
    private static final Duration BETWEEN_RESTS = Duration.ofSeconds(1);

    private final Duration frame;
    private final Duration replayed;
    private final int packetsAPoll;
    private final Duration poll;
    private final Duration mostReplayed;
    private final Duration share;
    private final Random random = new Random(5);
    private final ArrayDeque<Call> topic = new ArrayDeque<>();
    private final List<ArrayDeque<Call>> buffered = new ArrayList<>();
    private final List<Integer> silent = new ArrayList<>();
    private Duration now = Duration.ZERO;
    private Duration polled = Duration.ZERO;
    private Duration replayLeft;
    private Duration committed = Duration.ZERO;
    private Duration rested = Duration.ZERO;
    private Duration transactionSince = Duration.ZERO;
    private boolean transaction;
    private Duration rebalanceUntil = Duration.ZERO;
    private int iterations = 1;

    /** What was measured. */
    Duration longestTransaction = Duration.ZERO;

    Duration longestPoll = Duration.ZERO;

    /**
     * @param frame in the engine
     * @param replayed of each camera when it is resumed
     * @param packetsAPoll max.poll.records
     * @param limits the other ones
     */
    ThreadModel(Duration frame, Duration replayed, int packetsAPoll, WorkLimits limits) {
        this.frame = frame;
        this.replayed = replayed;
        this.packetsAPoll = packetsAPoll;
        this.poll = limits.poll();
        this.mostReplayed = limits.replay();
        this.share = limits.share();
        this.replayLeft = limits.replay();
    }

    /**
     * Cameras of which one in three is silent; a packet may give out nothing, its frame, or all that a decoder can
     * hold.
     */
    ThreadModel run(int tasks, int cameras, int packets) {
        for (int i = 0; i < tasks; i++) {
            buffered.add(new ArrayDeque<>());
            silent.add(cameras / 3);
        }
        for (int i = 0; i < cameras; i++) {
            topic.add(Call.RESUME);
        }
        for (int i = 0; i < packets; i++) {
            int kind = random.nextInt(20);
            topic.add(new Call(kind == 0 ? WorkLimits.MOST_HELD + 1 : kind < 12 ? 1 : 0, false));
        }
        while (!topic.isEmpty()) {
            longestPoll = longest(longestPoll, now.minus(polled));
            polled = now;
            replayLeft = mostReplayed;
            for (int i = 0; i < packetsAPoll && !topic.isEmpty(); i++) {
                buffered.get(random.nextInt(tasks)).add(topic.remove());
            }
            if (random.nextInt(10) == 0 && committed.compareTo(rebalanceUntil) >= 0) {
                // Another member comes to its poll only after a pass as long as ours can be: packets and a rest.
                rebalanceUntil = now.plus(
                        mostReplayed.multipliedBy(2).plus(engine(Call.RESUME).multipliedBy(packetsAPoll + 1L)));
            }
            passes();
        }
        return this;
    }

    private void passes() {
        while (true) {
            int processed = 0;
            for (ArrayDeque<Call> task : buffered) {
                for (int i = 0; i < iterations && !task.isEmpty(); i++) {
                    work(task.remove());
                    processed++;
                }
            }
            boolean punctuated = punctuate();
            boolean commits = commit();
            if (processed == 0) {
                return;
            }
            if (now.minus(polled).compareTo(poll.dividedBy(2)) > 0) {
                iterations = Math.max(1, iterations / 2);
                return;
            }
            iterations = punctuated || commits ? Math.max(1, iterations / 2) : iterations + 1;
        }
    }

    private boolean punctuate() {
        boolean any = false;
        for (int i = 0; i < silent.size(); i++) {
            if (silent.get(i) > 0 && now.minus(rested).compareTo(BETWEEN_RESTS) >= 0) {
                silent.set(i, silent.get(i) - 1);
                work(Call.RESUME);
                rested = now;
                any = true;
            }
        }
        return any;
    }

    private boolean commit() {
        if (now.minus(committed).compareTo(COMMIT_INTERVAL) <= 0 || now.compareTo(rebalanceUntil) < 0) {
            return false;
        }
        now = now.plus(COMMIT);
        committed = now;
        if (transaction) {
            longestTransaction = longest(longestTransaction, now.minus(transactionSince));
            transaction = false;
        }
        return true;
    }

    private void work(Call call) {
        if (!transaction) {
            transaction = true;
            transactionSince = now;
        }
        now = now.plus(engine(call)).plusNanos(50_000);
        if (call.resumes()) {
            Duration again = shorter(replayed, longest(share, replayLeft));
            replayLeft = longest(Duration.ZERO, replayLeft.minus(again));
            now = now.plus(again);
        }
    }

    private Duration engine(Call call) {
        return frame.multipliedBy(call.frames());
    }

    private static Duration shorter(Duration one, Duration two) {
        return one.compareTo(two) < 0 ? one : two;
    }

    private static Duration longest(Duration one, Duration two) {
        return one.compareTo(two) > 0 ? one : two;
    }

    /**
     * What one packet, or one camera that is brought to rest, gives to do.
     *
     * @param frames for the engine
     * @param resumes whether packets are decoded again first
     */
    private record Call(int frames, boolean resumes) {
        static final Call RESUME = new Call(WorkLimits.MOST_HELD + 1, true);
    }
}
