package io.lynceus.processor.streams;

import java.time.Duration;

/**
 * How much work a stream thread may do at a time, and the timeouts of Kafka that follow from it. A timeout that is
 * shorter than the work would have the thread fenced, which throws the work away, and then fenced again over the same
 * work, for ever.
 *
 * <p>The arithmetic, with {@code f} for the time that one frame takes in the engine, half as much again as was measured
 * at the start, because decoders take the cores too:
 *
 * <pre>
 *   most        = (MOST_HELD + 1) · f               one packet, or one camera that is brought to rest
 *   packets     = BURST / most, from 1 to 16
 *   share       = replay / packets
 *   pass        = 2 · replay + max(BURST, most) + most
 *   transaction = 2 · pass + 5 s
 *   poll        = 2 · pass + 4 min, 5 min at least
 * </pre>
 *
 * <ul>
 *   <li>For one packet a camera gives out what its decoder holds back, {@value #MOST_HELD} frames at most, and the
 *   frame
 *       of the packet itself. All cameras of a thread together decode packets again for {@link #replay} in a pass,
 *       and each for its {@link #share} in any case, see {@link ReplayTime}: one takes all of the time, and each of the
 *       others its share, which is all of it once more.
 *   <li>Kafka Streams commits only between passes over all tasks of a thread, and makes its passes longer as long as
 *       they are quick. So a poll gives a thread {@link #packets} packets: the pass after it is those and one camera
 *       brought to rest. The number of tasks, of cameras and of packets that wait does not count. A quick engine gets
 *       several packets a poll, for a poll costs as much as a part of a frame.
 *   <li>In a rebalance a thread cannot commit until every member has come to its next poll, which is another pass: two
 *       passes.
 *   <li>Between two polls are a pass, an empty one that can bring one more camera to rest, and two commits, each of
 *       which waits for the broker twice and up to a minute.
 * </ul>
 *
 * @param packets what one poll gives to a thread: max.poll.records
 * @param replay how long the cameras of a thread may decode packets again in a pass, their frames' time in the engine
 *     not counted
 * @param share what each of them has of that in any case
 * @param pass how long a pass can take
 * @param transaction how long a transaction may last: transaction.timeout.ms
 * @param poll how long a thread may stay away from its consumer: max.poll.interval.ms
 */
public record WorkLimits(
        int packets, Duration replay, Duration share, Duration pass, Duration transaction, Duration poll) {
    /** Of frames in a decoder, as the decoder gives a packet up that lies further back. */
    static final int MOST_HELD = 32;

    private static final int MOST_PACKETS = 16;
    private static final Duration BURST = Duration.ofMillis(500);
    private static final Duration REPLAY = Duration.ofSeconds(6);
    private static final Duration BROKER = Duration.ofSeconds(5);
    private static final Duration COMMITS = Duration.ofMinutes(4);
    private static final Duration USUAL_POLL = Duration.ofMinutes(5);

    /** @param frame how long a frame takes in the engine when all threads bring one */
    public static WorkLimits of(Duration frame) {
        Duration most = frame.multipliedBy(3).dividedBy(2).multipliedBy(MOST_HELD + 1);
        long fit = most.isZero() ? MOST_PACKETS : BURST.dividedBy(most);
        int packets = (int) Math.min(MOST_PACKETS, Math.max(1, fit));
        Duration pass = REPLAY.multipliedBy(2).plus(longer(BURST, most)).plus(most);
        Duration poll = pass.multipliedBy(2).plus(COMMITS);
        return new WorkLimits(
                packets,
                REPLAY,
                REPLAY.dividedBy(packets),
                pass,
                pass.multipliedBy(2).plus(BROKER),
                longer(poll, USUAL_POLL));
    }

    private static Duration longer(Duration one, Duration two) {
        return one.compareTo(two) > 0 ? one : two;
    }
}
