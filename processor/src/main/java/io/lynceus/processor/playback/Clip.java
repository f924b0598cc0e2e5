package io.lynceus.processor.playback;

import io.lynceus.processor.decode.Mp4Copy;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.vision.RunError;
import io.lynceus.vision.drawing.AnnotatedPicture;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;

/** Writes a stretch as a video. */
public final class Clip {
    private static final double TINY = 1e-6;

    private Clip() {}

    /**
     * True when the packets can go into an MP4 file as they are: its codec is one of MP4's and every packet has its
     * time.
     */
    public static boolean canBeCopied(Stretch stretch) {
        return Mp4Copy.takes(stretch.first().getCodec())
                && stretch.packets().stream().allMatch(packet -> packet.getPts() != null);
    }

    /**
     * The packets as they are: no picture is decoded, nothing is lost. Times count from the first packet's.
     *
     * @throws io.lynceus.vision.UserError when the file cannot be written
     */
    public static void copy(Stretch stretch, Path file, Mp4Copy.Layout layout) {
        EncodedPacket first = stretch.first();
        long zero = Stretch.time(first);
        try (Mp4Copy copy = new Mp4Copy(
                file, stretch.format(), first.getTimeBaseNumerator(), first.getTimeBaseDenominator(), layout)) {
            long before = Long.MIN_VALUE;
            for (EncodedPacket packet : stretch.packets()) {
                long pts = Stretch.time(packet) - zero;
                long wanted = packet.getDts() == null ? pts : Math.min(pts, packet.getDts() - zero);
                // MP4 has no place for a packet that is decoded before the one that comes before it.
                long dts = before == Long.MIN_VALUE ? wanted : Math.max(wanted, before + 1);
                before = dts;
                copy.write(packet.getData(), packet.getKeyframe(), Math.max(pts, dts), dts, packet.getDuration());
            }
        }
    }

    /**
     * Decoded and encoded again, as H.264 where this build has an encoder for it, with what is asked for drawn upon the
     * pictures. It begins where it was asked for ({@link Stretch#from}), and its times count from there.
     *
     * @param events of its frames
     * @param boxes true to draw what was found
     * @throws io.lynceus.vision.UserError when the file cannot be written
     * @throws RunError when no picture comes of the packets
     */
    public static void draw(Stretch stretch, List<FrameDetections> events, boolean boxes, Blur blur, Path file) {
        FrameBoxes found = new FrameBoxes(events);
        try (DrawnVideo video = new DrawnVideo(stretch, file)) {
            Pictures.of(stretch, (packet, frame) -> {
                if (stretch.secondsUntil(packet) < stretch.from() - TINY) {
                    return true; // decoded for those that come after it
                }
                BufferedImage picture = frame.picture(frame.width(), frame.height());
                double seconds = packet.getCaptureTime().toEpochMilli() / 1000.0;
                blur.apply(picture, found.possible(packet.getSequence(), seconds));
                if (boxes) {
                    AnnotatedPicture.draw(picture, found.shown(packet.getSequence(), seconds));
                }
                video.add(packet, picture);
                return true;
            });
            if (video.isEmpty()) {
                throw new RunError(
                        "no picture comes of the packets of " + stretch.event().getCamera());
            }
        }
    }
}
