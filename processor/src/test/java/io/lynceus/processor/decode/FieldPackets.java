package io.lynceus.processor.decode;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Interlaced H.264 with a packet for each field, which no encoder at hand writes: pictures of 16x32, each macroblock as
 * plain bytes.
 */
final class FieldPackets {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int current;
    private int bits;

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
            packets.add(packet.bytes.toByteArray());
        }
        return packets;
    }

    private void sequence() {
        start(0x67);
        u(8, 77); // main profile
        u(8, 0);
        u(8, 10);
        ue(0, 0, 2, 1); // id, 4 bits of frame_num, order of output as of decoding, one reference
        u(1, 0);
        ue(0, 0); // one macroblock wide, two high
        u(1, 0); // not frames only
        u(1, 0);
        u(1, 1);
        u(2, 0);
        end();
    }

    private void picture() {
        start(0x68);
        ue(0, 0);
        u(2, 0);
        ue(0, 0, 0);
        u(3, 0);
        ue(0, 0, 0);
        u(3, 0);
        end();
    }

    private void slice(boolean first, int number, int bottom, int grey) {
        start(first ? 0x65 : 0x61);
        ue(0, 7, 0); // I
        u(4, number);
        u(1, 1);
        u(1, bottom);
        if (first) {
            ue(0);
            u(2, 0);
        } else {
            u(1, 0);
        }
        ue(0); // quantiser
        ue(25); // I_PCM
        while (bits != 0) {
            u(1, 0);
        }
        for (int i = 0; i < 384; i++) {
            u(8, i < 256 ? grey : 128);
        }
        end();
    }

    private void start(int header) {
        u(32, 1);
        u(8, header);
    }

    private void end() {
        u(1, 1);
        while (bits != 0) {
            u(1, 0);
        }
    }

    private void ue(int... values) {
        for (int value : values) {
            int length = 32 - Integer.numberOfLeadingZeros(value + 1);
            u(length - 1, 0);
            u(length, value + 1);
        }
    }

    private void u(int count, int value) {
        for (int i = count - 1; i >= 0; i--) {
            current = current << 1 | value >> i & 1;
            if (++bits == 8) {
                bytes.write(current);
                current = 0;
                bits = 0;
            }
        }
    }
}
