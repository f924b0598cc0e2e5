package io.lynceus.processor.ledger;

import java.util.Map;

/**
 * What became of one camera's frames.
 *
 * @param captured packets that carry a frame
 * @param byStatus events of each status, in frames
 * @param pending packets without an event that may still get theirs: nothing has come of what was captured after them
 * @param missing packets without an event that will get none
 * @param duplicate events too many
 * @param sharedIds events whose frame id another frame of the epoch has too
 * @param outOfOrder events whose presentation time is before that of an event before it in the same epoch
 * @param dropped packets that never reached Kafka: holes in the sequences of what did
 */
public record CameraLedger(
        String camera,
        long captured,
        Map<String, Long> byStatus,
        long pending,
        long missing,
        long duplicate,
        long sharedIds,
        long outOfOrder,
        long dropped) {
    public CameraLedger {
        byStatus = Map.copyOf(byStatus);
    }

    /** True when every captured frame has exactly one event, and an id of its own. */
    public boolean balanced() {
        return pending == 0 && missing == 0 && duplicate == 0 && sharedIds == 0;
    }
}
