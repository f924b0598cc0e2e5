package io.lynceus.processor.analytics;

import io.lynceus.processor.pipeline.PacketFacts;
import io.lynceus.schemas.avro.TrackSight;
import io.lynceus.vision.boxes.Detection;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;

/**
 * One frame in which a track was seen.
 *
 * @param time microseconds since 1970
 */
record Sight(long epoch, long sequence, long time, float score, float x1, float y1, float x2, float y2) {
    static Sight of(FrameAt at, Detection box) {
        PacketFacts packet = at.frame().packet();
        return new Sight(
                packet.epoch(), packet.sequence(), at.now(), box.score(), box.x1(), box.y1(), box.x2(), box.y2());
    }

    TrackSight record(String camera) {
        return new TrackSight(
                PacketFacts.frameId(camera, epoch, sequence), FrameAt.instant(time), score, x1, y1, x2, y2);
    }

    /** Where the box touches the ground, in 0..1 of the picture; {@link #y2} is how low. */
    float footX() {
        return (x1 + x2) / 2;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(epoch);
        out.writeLong(sequence);
        out.writeLong(time);
        out.writeFloat(score);
        out.writeFloat(x1);
        out.writeFloat(y1);
        out.writeFloat(x2);
        out.writeFloat(y2);
    }

    static Sight read(DataInputStream in) throws IOException {
        return new Sight(
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readFloat(),
                in.readFloat(),
                in.readFloat(),
                in.readFloat(),
                in.readFloat());
    }
}
