package io.lynceus.processor.playback;

import io.lynceus.processor.pipeline.PacketFacts;
import io.lynceus.vision.UserError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a frame's id says.
 *
 * @param epoch the connection to the camera
 * @param sequence the packet's place in it
 */
public record FrameName(String camera, long epoch, long sequence) implements Comparable<FrameName> {
    private static final Pattern ID = Pattern.compile("(.+):(\\d{1,18}):(\\d{1,18})");

    /**
     * @param id as events have it
     * @throws UserError when it is none
     */
    public static FrameName parse(String id) {
        Matcher matcher = ID.matcher(id);
        if (!matcher.matches()) {
            throw new UserError(
                    "--event " + id + ": is not the id of a frame, camera:epoch:sequence, as events have it");
        }
        return new FrameName(matcher.group(1), Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3)));
    }

    /** Of one camera, in the order of the topic. */
    @Override
    public int compareTo(FrameName other) {
        return epoch == other.epoch ? Long.compare(sequence, other.sequence) : Long.compare(epoch, other.epoch);
    }

    @Override
    public String toString() {
        return PacketFacts.frameId(camera, epoch, sequence);
    }
}
