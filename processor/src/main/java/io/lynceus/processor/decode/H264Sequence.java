package io.lynceus.processor.decode;

import java.util.Set;

/**
 * The part of an H.264 sequence parameter set (clause 7.3.2.1.1) that it takes to read the numbers of pictures.
 *
 * @param numberBits of frame_num
 * @param references how many pictures are kept for others to build on, at most
 * @param gapsAllowed true when numbers may be left out on purpose, as where layers were taken away
 * @param fields true when pictures may be coded as two fields
 */
record H264Sequence(
        int id, int numberBits, int references, boolean gapsAllowed, boolean fields, boolean separatePlanes) {
    private static final Set<Integer> WITH_CHROMA_FORMAT =
            Set.of(100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135);

    static H264Sequence read(H264Bits in) {
        int profile = in.bits(8);
        in.bits(16);
        int id = in.ue();
        boolean separatePlanes = WITH_CHROMA_FORMAT.contains(profile) && chroma(in);
        int numberBits = in.ue() + 4;
        int orderType = in.ue();
        if (orderType == 0) {
            in.ue();
        } else if (orderType == 1) {
            in.bit();
            in.se();
            in.se();
            for (int left = in.ue(); left > 0; left--) {
                in.se();
            }
        }
        int references = Math.min(16, in.ue());
        boolean gapsAllowed = in.bit() == 1;
        in.ue();
        in.ue();
        return new H264Sequence(id, Math.min(16, numberBits), references, gapsAllowed, in.bit() == 0, separatePlanes);
    }

    /** Chroma format, depths and scaling lists; true when the planes are coded apart. */
    private static boolean chroma(H264Bits in) {
        int format = in.ue();
        boolean separatePlanes = format == 3 && in.bit() == 1;
        in.ue();
        in.ue();
        in.bit();
        if (in.bit() == 1) {
            for (int list = 0; list < (format == 3 ? 12 : 8); list++) {
                if (in.bit() == 1) {
                    skipList(in, list < 6 ? 16 : 64);
                }
            }
        }
        return separatePlanes;
    }

    /** Clause 7.3.2.1.1.1. */
    private static void skipList(H264Bits in, int size) {
        int last = 8;
        int next = 8;
        for (int i = 0; i < size; i++) {
            if (next != 0) {
                next = last + in.se() & 0xff;
            }
            last = next == 0 ? last : next;
        }
    }
}
