package io.lynceus.processor.capture;

import io.lynceus.processor.decode.Beside;
import io.lynceus.processor.decode.PictureStart;
import io.lynceus.processor.decode.StreamFormat;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Joins the keyframes that FFmpeg's parser took apart. GStreamer's rtph264pay (1.22, config-interval=-1) sends the
 * parameter sets again before each slice of a keyframe, and after a slice they begin another picture (ITU-T H.264
 * 7.4.1.2.3): what comes out are parts of a picture, each decoded as one, and damage to all that builds on them.
 *
 * <p>Whether a keyframe is whole shows with the next packet. So keyframes are held back until it is there, but only on
 * connections that brought a part before: nobody else waits, and the first picture of such a connection stays apart.
 */
final class SplitKeyframes {
    /** Where packets come from. */
    interface Demuxer {
        /** The next packet, null at the end. */
        @Nullable
        Packet next() throws SourceAway;
    }

    private final Demuxer demuxer;
    private boolean seen;
    private @Nullable Packet ahead;
    private @Nullable SourceAway away;

    SplitKeyframes(Demuxer demuxer) {
        this.demuxer = demuxer;
    }

    /** The next packet, null at the end. */
    @Nullable
    Packet next() throws SourceAway {
        if (away != null) {
            throw away;
        }
        Packet packet = ahead == null ? demuxer.next() : ahead;
        ahead = null;
        if (packet == null || !packet.keyframe()) {
            return packet;
        }
        seen |= isRest(packet);
        if (seen) {
            readAhead();
            while (ahead != null && isRest(ahead) && isOfTheTime(packet.pts(), ahead.pts())) {
                packet = joined(packet, ahead);
                readAhead();
            }
        }
        return packet;
    }

    /** What goes wrong is for the call after the packet that is there. */
    private void readAhead() {
        try {
            ahead = demuxer.next();
        } catch (SourceAway e) {
            ahead = null;
            away = e;
        }
    }

    private static boolean isOfTheTime(@Nullable Long keyframe, @Nullable Long rest) {
        return rest == null || rest.equals(keyframe);
    }

    private static boolean isRest(Packet packet) {
        return PictureStart.isRest(packet.format(), ByteBuffer.wrap(packet.data()));
    }

    private static Packet joined(Packet keyframe, Packet rest) {
        StreamFormat format = rest.format();
        int from = PictureStart.firstSlice(format, ByteBuffer.wrap(rest.data()));
        byte[] start = keyframe.data();
        byte[] data = Arrays.copyOf(start, start.length + rest.data().length - from);
        System.arraycopy(rest.data(), from, data, start.length, rest.data().length - from);
        Beside beside = keyframe.beside();
        boolean incomplete = beside.incomplete() || rest.beside().incomplete();
        return new Packet(
                format,
                data,
                keyframe.pts(),
                keyframe.dts(),
                keyframe.duration(),
                true,
                keyframe.senderMicros(),
                new Beside(beside.discard(), incomplete, beside.sideData()));
    }
}
