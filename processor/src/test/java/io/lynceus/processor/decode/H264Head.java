package io.lynceus.processor.decode;

/** The parameter sets of the H.264 that tests write by hand: one reference, pictures in the order of decoding. */
final class H264Head {
    private static final int MAIN = 77;
    private static final int BASELINE = 66;

    private H264Head() {}

    /**
     * @param width in macroblocks
     * @param height in macroblocks
     * @param fields true when pictures may be sent as two fields
     */
    static void sequence(BitWriter out, int width, int height, boolean fields) {
        out.start(0x67);
        out.u(8, fields ? MAIN : BASELINE);
        out.u(8, 0);
        out.u(8, 10);
        out.ue(0, 0, 2, 1); // id, 4 bits of frame_num, order of output as of decoding, one reference
        out.u(1, 0);
        out.ue(width - 1, fields ? height / 2 - 1 : height - 1);
        out.u(1, fields ? 0 : 1); // frames only
        if (fields) {
            out.u(1, 0);
        }
        out.u(1, 1);
        out.u(2, 0);
        out.end();
    }

    /** @param smoothed true when slices say how edges are smoothed */
    static void picture(BitWriter out, boolean smoothed) {
        out.start(0x68);
        out.ue(0, 0);
        out.u(2, 0);
        out.ue(0, 0, 0);
        out.u(3, 0);
        out.ue(0, 0, 0);
        out.u(3, smoothed ? 0b100 : 0);
        out.end();
    }
}
