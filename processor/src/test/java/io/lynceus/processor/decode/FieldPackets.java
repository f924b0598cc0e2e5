package io.lynceus.processor.decode;

import java.util.ArrayList;
import java.util.List;

/**
 * Interlaced H.264 with a packet for each field, which no encoder at hand writes: pictures of 16x32, each macroblock as
 * plain bytes.
 */
final class FieldPackets {
    private final BitWriter out = new BitWriter();

    private FieldPackets() {}

    /** Two packets for each picture, the upper field first; parameter sets in the first packet of all. */
    static List<byte[]> of(int pictures) {
        List<byte[]> packets = new ArrayList<>();
        for (int field = 0; field < 2 * pictures; field++) {
            FieldPackets packet = new FieldPackets();
            if (field == 0) {
                H264Head.sequence(packet.out, 1, 2, true);
                H264Head.picture(packet.out, false);
            }
            packet.slice(field == 0, field / 2 % 16, field % 2, 40 + field * 7 % 160);
            packets.add(packet.out.toBytes());
        }
        return packets;
    }

    private void slice(boolean first, int number, int bottom, int grey) {
        out.start(first ? 0x65 : 0x61);
        out.ue(0, 7, 0); // I
        out.u(4, number);
        out.u(1, 1);
        out.u(1, bottom);
        if (first) {
            out.ue(0);
            out.u(2, 0);
        } else {
            out.u(1, 0);
        }
        out.ue(0); // quantiser
        out.ue(25); // I_PCM
        out.macroblock(grey);
        out.end();
    }
}
