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
 *   call        = replay + (MOST_HELD + 1) · f      one packet, or one camera that is brought to rest
 *   transaction = 4 · call + 5 s
 *   poll        = 3 · call + 4 min, 5 min at least
 * </pre>
 *
 * <ul>
 *   <li>In one call a camera decodes packets again for {@link #replay} at most, and gives out what its decoder holds
 *       back, {@value #MOST_HELD} frames at most, and the frame of the packet itself.
 *   <li>Kafka Streams commits only between passes over all tasks of a thread, and makes its passes longer as long as
 *       they are quick. So a thread is given one packet a poll: the pass after it is one packet and one camera brought
 *       to rest, two calls. The number of tasks, of cameras and of packets that wait does not count.
 *   <li>In a rebalance a thread cannot commit until every member has come to its next poll, which is another pass: four
 *       calls.
 *   <li>Between two polls are a pass, an empty one that can bring one more camera to rest, and two commits, each of
 *       which waits for the broker twice and up to a minute.
 * </ul>
 *
 * @param replay how long one call may decode packets again, their frames' time in the engine not counted
 * @param call how long one call can take
 * @param transaction how long a transaction may last: transaction.timeout.ms
 * @param poll how long a thread may stay away from its consumer: max.poll.interval.ms
 */
record WorkLimits(Duration replay, Duration call, Duration transaction, Duration poll) {
    /** Of frames in a decoder, as the decoder gives a packet up that lies further back. */
    static final int MOST_HELD = 32;

    /** What one poll gives to a thread: max.poll.records. */
    static final int PACKETS = 1;

    private static final Duration REPLAY = Duration.ofSeconds(6);
    private static final Duration BROKER = Duration.ofSeconds(5);
    private static final Duration COMMITS = Duration.ofMinutes(4);
    private static final Duration USUAL_POLL = Duration.ofMinutes(5);

    /** @param frame how long a frame takes in the engine when all threads bring one */
    static WorkLimits of(Duration frame) {
        Duration busy = frame.multipliedBy(3).dividedBy(2);
        Duration call = REPLAY.plus(busy.multipliedBy(MOST_HELD + 1));
        Duration poll = call.multipliedBy(3).plus(COMMITS);
        return new WorkLimits(
                REPLAY, call, call.multipliedBy(4).plus(BROKER), poll.compareTo(USUAL_POLL) < 0 ? USUAL_POLL : poll);
    }
}
