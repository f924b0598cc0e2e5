package io.lynceus.processor.decode;

import java.util.ArrayList;
import java.util.List;

/**
 * H.264 as cameras with intra refresh send it: one keyframe, the very first packet, and then pictures of 64x64 that
 * each bring one row of macroblocks anew, from the top to the bottom and again, while the rest stays as it was. The
 * first of each turn says by a message after how many pictures all is whole.
 */
public final class GradualPackets {
    /** Pictures of a turn. */
    public static final int TURN = 4;

    private static final int SIDE = 4;

    private final BitWriter out = new BitWriter();

    private GradualPackets() {}

    /**
     * One packet a picture.
     *
     * @param messages false for a stream that does not say when it is whole
     */
    public static List<byte[]> of(int pictures, boolean messages) {
        List<byte[]> packets = new ArrayList<>();
        for (int picture = 0; picture < pictures; picture++) {
            GradualPackets packet = new GradualPackets();
            if (picture % TURN == 0) {
                H264Head.sequence(packet.out, SIDE, SIDE, false);
                H264Head.picture(packet.out, true);
            }
            if (messages && picture > 0 && picture % TURN == 0) {
                packet.recoveryPoint();
            }
            packet.slice(picture);
            packets.add(packet.out.toBytes());
        }
        return packets;
    }

    /** The luma of a whole picture's row of macroblocks. */
    public static int grey(int picture, int row) {
        int brought = picture - Math.floorMod(picture - row, TURN);
        return 40 + Math.max(0, brought) * 7 % 160;
    }

    private void recoveryPoint() {
        out.start(0x06);
        out.u(8, 6);
        out.u(8, 1);
        out.ue(TURN - 1);
        out.u(3, 0b100); // exact
        out.align();
        out.end();
    }

    private void slice(int picture) {
        boolean first = picture == 0;
        out.start(first ? 0x65 : 0x61);
        out.ue(0, first ? 7 : 5, 0);
        out.u(4, picture % 16);
        if (first) {
            out.ue(0);
            out.u(2, 0);
        } else {
            out.u(3, 0); // as many references as usual, in their order, and none is dropped
        }
        out.ue(0, 1); // quantiser, edges are not smoothed
        if (first) {
            for (int block = 0; block < SIDE * SIDE; block++) {
                out.ue(25); // I_PCM
                out.macroblock(grey(0, block / SIDE));
            }
        } else {
            int row = picture % TURN;
            for (int block = 0; block < SIDE; block++) {
                out.ue(block == 0 ? row * SIDE : 0, 30); // so many as they were, then I_PCM
                out.macroblock(grey(picture, row));
            }
            if (row < TURN - 1) {
                out.ue((TURN - 1 - row) * SIDE);
            }
        }
        out.end();
    }
}
