package io.lynceus.processor.capture;

import io.lynceus.schemas.avro.CameraChange;
import io.lynceus.schemas.avro.CameraStatus;
import java.time.Instant;

/**
 * Packets in a row that never reached Kafka: what the holes in the packets topic's sequences are.
 *
 * @param camera name
 * @param epoch of the packets
 * @param firstSequence of the first one
 * @param lastSequence of the last one
 * @param count how many, each a frame
 * @param reason in words
 */
record Gap(String camera, long epoch, long firstSequence, long lastSequence, long count, String reason) {
    /** True when the other goes on where this one ends. */
    boolean continuedBy(Gap next) {
        return camera.equals(next.camera)
                && epoch == next.epoch
                && lastSequence + 1 == next.firstSequence
                && reason.equals(next.reason);
    }

    /** This one and the next, which {@link #continuedBy} is true for. */
    Gap with(Gap next) {
        return new Gap(camera, epoch, firstSequence, next.lastSequence, count + next.count, reason);
    }

    CameraStatus status(Instant time) {
        return CameraStatus.newBuilder()
                .setCamera(camera)
                .setStatus(CameraChange.PACKETS_DROPPED)
                .setTime(time)
                .setEpoch(epoch)
                .setFirstSequence(firstSequence)
                .setLastSequence(lastSequence)
                .setCount(count)
                .setReason(reason)
                .build();
    }
}
