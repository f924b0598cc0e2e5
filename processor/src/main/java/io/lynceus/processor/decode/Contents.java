package io.lynceus.processor.decode;

import java.nio.ByteBuffer;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a packet carries, read from its own bytes. Whatever is not understood counts as a picture, so that nothing is
 * passed over that might have been one.
 */
enum Contents {
    /** A picture to show. */
    PICTURE("no frame came of it: damaged, or the frames it builds on are missing"),
    /** One field of a picture, in a packet of its own: the picture comes with one of the two. */
    FIELD("one field of a picture: shown with the other"),
    /**
     * A picture that others build on and that is not shown itself, such as VP8's and VP9's alternate reference frames.
     */
    HIDDEN("a picture that is not shown: others build on it"),
    /**
     * MPEG-4's word that the picture before stays on screen; in packed streams a B-frame of the packet before comes
     * with it.
     */
    REPEAT("no picture in it: the one before stays on screen"),
    /** No picture, such as parameter sets alone. */
    NOTHING("no picture in it: parameter sets or messages alone");

    /** Sequence header, temporal delimiter, metadata, padding. */
    private static final Set<Integer> AV1_BESIDE_PICTURES = Set.of(1, 2, 5, 15);

    /** As FFmpeg tells them from pictures, which have at least a macroblock. */
    private static final int LARGEST_REPEAT = 19;

    private final String fate;

    Contents(String fate) {
        this.fate = fate;
    }

    /** What to say of a packet of this kind that gave no frame. */
    String fate() {
        return fate;
    }

    static Contents of(StreamFormat format, ByteBuffer data) {
        if (data.limit() == 0) {
            return PICTURE;
        }
        try {
            return switch (format.codec()) {
                // Parameter sets, messages, delimiters and fillers lie together in the numbers of both standards.
                case "h264" -> allBetween(format, data, 0, 6, 15);
                case "hevc" -> allBetween(format, data, 1, 32, 40);
                case "mpeg4" -> data.limit() <= LARGEST_REPEAT && startsPicture(data) ? REPEAT : PICTURE;
                case "vp8" -> (data.get(0) & 0x10) == 0 ? HIDDEN : PICTURE;
                case "vp9" -> vp9(data);
                case "av1" -> av1(data);
                default -> PICTURE;
            };
        } catch (IndexOutOfBoundsException e) {
            return PICTURE; // cut short
        }
    }

    /** ISO/IEC 14496-2, 6.2.1: vop_start_code. */
    private static boolean startsPicture(ByteBuffer data) {
        return data.get(0) == 0 && data.get(1) == 0 && data.get(2) == 1 && (data.get(3) & 0xff) == 0xb6;
    }

    private static Contents allBetween(StreamFormat format, ByteBuffer data, int shift, int from, int to) {
        boolean beside = new NalUnits(format, data).allMatch(header -> {
            int type = header >> shift & (shift == 0 ? 0x1f : 0x3f);
            return type >= from && type <= to;
        });
        return beside ? NOTHING : PICTURE;
    }

    /** VP9 bitstream specification, annex B: a packet is one frame, or several with an index at the end. */
    private static Contents vp9(ByteBuffer data) {
        int marker = data.get(data.limit() - 1) & 0xff;
        int frames = (marker & 7) + 1;
        int sizeBytes = (marker >> 3 & 3) + 1;
        int index = data.limit() - 2 - frames * sizeBytes;
        if ((marker & 0xe0) != 0xc0 || index < 0 || (data.get(index) & 0xff) != marker) {
            return vp9Shown(data.get(0)) ? PICTURE : HIDDEN;
        }
        int start = 0;
        for (int frame = 0; frame < frames; frame++) {
            if (vp9Shown(data.get(start))) {
                return PICTURE;
            }
            for (int i = 0; i < sizeBytes; i++) {
                start += (data.get(index + 1 + frame * sizeBytes + i) & 0xff) << 8 * i;
            }
        }
        return HIDDEN;
    }

    /**
     * 6.2: frame_marker f(2), profile f(2), a reserved bit for profile 3, show_existing_frame, frame_type, show_frame.
     */
    private static boolean vp9Shown(byte header) {
        int shift = (header >> 4 & 3) == 3 ? 1 : 0;
        return (header & 8 >> shift) != 0 || (header & 2 >> shift) != 0;
    }

    /**
     * AV1 specification, 5.3 and 5.9.2: a frame header starts with show_existing_frame, frame_type f(2), show_frame.
     */
    private static Contents av1(ByteBuffer data) {
        Contents contents = NOTHING;
        int at = 0;
        while (at < data.limit()) {
            int header = data.get(at++) & 0xff;
            int type = header >> 3 & 15;
            at += header >> 2 & 1;
            OptionalInt size = (header & 2) == 0 ? OptionalInt.of(data.limit() - at) : leb128(data, at);
            if ((header & 0x81) != 0 || size.isEmpty()) {
                return PICTURE; // not a unit of AV1
            }
            while ((header & 2) != 0 && data.get(at++) < 0) {
                // the size's own bytes
            }
            if (type == 3 || type == 6) {
                if ((data.get(at) & 0x90) != 0) {
                    return PICTURE;
                }
                contents = HIDDEN;
            } else if (!AV1_BESIDE_PICTURES.contains(type)) {
                return PICTURE;
            }
            at += size.getAsInt();
        }
        return contents;
    }

    private static OptionalInt leb128(ByteBuffer data, int at) {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            value |= (data.get(at + i) & 0x7f) << 7 * i;
            if (data.get(at + i) >= 0) {
                return OptionalInt.of(value);
            }
        }
        return OptionalInt.empty();
    }
}
