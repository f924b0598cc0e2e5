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
                packet.sequence();
                packet.picture();
            }
            packet.slice(field == 0, field / 2 % 16, field % 2, 40 + field * 7 % 160);
            packets.add(packet.out.toBytes());
        }
        return packets;
    }

    private void sequence() {
        out.start(0x67);
        out.u(8, 77); // main profile
        out.u(8, 0);
        out.u(8, 10);
        out.ue(0, 0, 2, 1); // id, 4 bits of frame_num, order of output as of decoding, one reference
        out.u(1, 0);
        out.ue(0, 0); // one macroblock wide, two high
        out.u(1, 0); // not frames only
        out.u(1, 0);
        out.u(1, 1);
        out.u(2, 0);
        out.end();
    }

    private void picture() {
        out.start(0x68);
        out.ue(0, 0);
        out.u(2, 0);
        out.ue(0, 0, 0);
        out.u(3, 0);
        out.ue(0, 0, 0);
        out.u(3, 0);
        out.end();
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
