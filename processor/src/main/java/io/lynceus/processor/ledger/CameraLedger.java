package io.lynceus.processor.ledger;

import java.util.Map;

/**
 * What became of one camera's frames.
 *
 * @param captured frames that have a packet or an event; those by status, pending and missing add up to it
 * @param byStatus frames by the status of their first event
 * @param damaged DETECTED frames whose picture is damaged
 * @param byWriter events of each application, in frames; the name is empty for events of release 0.1
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
        long damaged,
        Map<String, Long> byWriter,
        long pending,
        long missing,
        long duplicate,
        long sharedIds,
        long outOfOrder,
        long dropped) {
    public CameraLedger {
        byStatus = Map.copyOf(byStatus);
        byWriter = Map.copyOf(byWriter);
    }

    /** True when every captured frame has exactly one event, and an id of its own. */
    public boolean balanced() {
        return pending == 0 && missing == 0 && duplicate == 0 && sharedIds == 0;
    }
}
