package io.lynceus.processor.bench;

import io.lynceus.processor.capture.Packet;
import io.lynceus.processor.decode.Decoded;
import io.lynceus.processor.decode.Decoders;
import io.lynceus.processor.decode.NoFrame;
import io.lynceus.processor.decode.OneFrame;
import io.lynceus.vision.pixels.DecodedFrame;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The same packets through two decoders side by side, and what comes of each packet compared. One thread. */
final class PictureComparison implements AutoCloseable {
    /** Decoders of JPEG may differ by this much: the standard leaves them the rounding. */
    private static final int ROUNDING = 2;

    private final SamePackets both;
    private final int packets;
    private long compared;
    private long equal;
    private long fateDiffers;
    private int largest;

    PictureComparison(List<Packet> packets, Decoders one, Decoders other) {
        this.packets = packets.size();
        this.both = new SamePackets(packets, one, other);
    }

    void run() {
        both.run(this::compare);
    }

    private void compare(Decoded a, Decoded b) {
        compared++;
        DecodedFrame left = whole(a);
        DecodedFrame right = whole(b);
        if (left == null || right == null) {
            boolean same = left == right && broken(a) == broken(b);
            equal += same ? 1 : 0;
            fateDiffers += same ? 0 : 1;
            return;
        }
        int difference = left.width() == right.width() && left.height() == right.height()
                ? difference(pixels(left), pixels(right))
                : 255;
        equal += difference == 0 ? 1 : 0;
        largest = Math.max(largest, difference);
    }

    private static @Nullable DecodedFrame whole(Decoded decoded) {
        return decoded instanceof OneFrame picture && picture.frame().damage() == null ? picture.frame() : null;
    }

    private static boolean broken(Decoded decoded) {
        return !(decoded instanceof NoFrame none) || none.broken();
    }

    private static byte[] pixels(DecodedFrame frame) {
        BufferedImage picture = frame.picture(frame.width(), frame.height());
        return ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
    }

    private static int difference(byte[] a, byte[] b) {
        int largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs((a[i] & 0xff) - (b[i] & 0xff)));
        }
        return largest;
    }

    /** Whether every packet came to the same end, with the same pixels but for rounding. */
    boolean same() {
        return compared == packets && fateDiffers == 0 && largest <= ROUNDING;
    }

    @Override
    public String toString() {
        return equal + " of " + packets + " packets gave the same; largest difference of a value in 0..255: " + largest
                + "; whole in one and not in the other: " + fateDiffers;
    }

    @Override
    public void close() {
        both.close();
    }
}
