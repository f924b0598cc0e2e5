package io.lynceus.processor.chaos;

import io.lynceus.schemas.avro.Detection;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.FrameStatus;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an event says of a frame, without the times of its making. */
record Outcome(String frameId, FrameStatus status, @Nullable String damaged, List<Detection> boxes) {
    /** Pixels of a 1000 pixel frame. */
    private static final float SAME_PLACE = 0.001f;

    private static final float SAME_SCORE = 0.01f;

    static Outcome of(FrameDetections event) {
        return new Outcome(
                event.getFrameId(), event.getStatus(), event.getDamaged(), List.copyOf(event.getDetections()));
    }

    /**
     * Same frame, same status, same mark of damage, same objects and tracks at the same places within a thousandth of
     * the frame, scores within 0.01.
     */
    boolean matches(Outcome other) {
        if (!frameId.equals(other.frameId)
                || status != other.status
                || !Objects.equals(damaged, other.damaged)
                || boxes.size() != other.boxes.size()) {
            return false;
        }
        for (int i = 0; i < boxes.size(); i++) {
            if (!same(boxes.get(i), other.boxes.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean same(Detection one, Detection two) {
        return one.getClassId() == two.getClassId()
                && Objects.equals(one.getTrackId(), two.getTrackId())
                && Math.abs(one.getScore() - two.getScore()) <= SAME_SCORE
                && Math.abs(one.getX1() - two.getX1()) <= SAME_PLACE
                && Math.abs(one.getY1() - two.getY1()) <= SAME_PLACE
                && Math.abs(one.getX2() - two.getX2()) <= SAME_PLACE
                && Math.abs(one.getY2() - two.getY2()) <= SAME_PLACE;
    }
}
