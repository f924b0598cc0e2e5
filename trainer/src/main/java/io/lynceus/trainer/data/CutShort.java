package io.lynceus.trainer.data;

/**
 * Whether a picture's file is only the beginning of one, where its decoder would fill the rest with grey and say
 * nothing: of a copy that broke off, or that was laid out and never filled.
 */
final class CutShort {
    private static final int MARKER = 0xff;
    private static final int START_OF_SCAN = 0xda;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int PROGRESSIVE = 0xc2;

    private CutShort() {}

    static boolean is(PictureKind kind, byte[] bytes) {
        return switch (kind) {
            case JPEG -> jpeg(bytes);
            case WEBP -> 8 + little(bytes, 4) > bytes.length;
            default -> false;
        };
    }

    /**
     * A JPEG ends with a marker. Some cameras leave it out: then all is there if the decoder comes to the end of its
     * lines without wanting more, which it tells of baseline ones only. Zeros in the place of the rest would satisfy
     * it.
     */
    private static boolean jpeg(byte[] bytes) {
        boolean progressive = false;
        int at = 2;
        // The segments before the scan: one of them may hold a small picture with an end of its own.
        while (at + 4 <= bytes.length && (bytes[at] & 0xff) == MARKER) {
            int marker = bytes[at + 1] & 0xff;
            if (marker == START_OF_SCAN) {
                return !ends(bytes, at) && (progressive || bytes[bytes.length - 1] == 0);
            }
            progressive |= marker == PROGRESSIVE;
            at += marker == MARKER ? 1 : 2 + ((bytes[at + 2] & 0xff) << 8 | bytes[at + 3] & 0xff);
        }
        return at + 4 > bytes.length;
    }

    private static boolean ends(byte[] bytes, int scan) {
        for (int i = bytes.length - 2; i > scan; i--) {
            if ((bytes[i] & 0xff) == MARKER && (bytes[i + 1] & 0xff) == END_OF_IMAGE) {
                return true;
            }
        }
        return false;
    }

    private static long little(byte[] bytes, int at) {
        return bytes[at] & 0xffL
                | (bytes[at + 1] & 0xffL) << 8
                | (bytes[at + 2] & 0xffL) << 16
                | (bytes[at + 3] & 0xffL) << 24;
    }
}
