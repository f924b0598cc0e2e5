package io.lynceus.trainer.data;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/**
 * What a HEIC or AVIF file says of where its pictures lie (ISO/IEC 14496-12, 8.11), looked through before FFmpeg gets
 * the file: its demuxer (8.0) ends the process over a picture that has no bytes.
 */
final class StillItems {
    private static final int META = name("meta");
    private static final int INFO = name("iinf");
    private static final int LOCATION = name("iloc");
    /** Of the kinds of items the only one that is made of nothing but another one. */
    private static final int SAME_AS = name("iden");

    private final Set<Long> items = new HashSet<>();
    private final Set<Long> withBytes = new HashSet<>();
    private final Set<Long> withoutBytes = new HashSet<>();

    private StillItems() {}

    /** @throws IOException when an item of the file has no bytes */
    static void check(byte[] file) throws IOException {
        StillItems all = new StillItems();
        try {
            all.boxes(ByteBuffer.wrap(file), 0);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new IOException("damaged: its list of pictures ends too soon", e);
        }
        all.withBytes.removeAll(all.withoutBytes);
        if (!all.withBytes.containsAll(all.items)) {
            throw new IOException("damaged: it does not say where its pictures lie");
        }
    }

    /** @param depth 0 for the file's own */
    private void boxes(ByteBuffer content, int depth) {
        while (content.remaining() >= 8) {
            int start = content.position();
            long size = Integer.toUnsignedLong(content.getInt());
            int type = content.getInt();
            if (size == 1) {
                size = content.getLong();
            }
            long end = size == 0 ? content.limit() : Math.min(content.limit(), start + size);
            if (end < content.position()) {
                return;
            }
            ByteBuffer box = content.duplicate().limit((int) end).slice();
            if (depth == 0 && type == META) {
                box.getInt(); // version and flags
                boxes(box, 1);
            } else if (depth == 1 && type == INFO) {
                int version = box.getInt() >>> 24;
                number(box, version == 0 ? 2 : 4);
                boxes(box, 2);
            } else if (depth == 2) {
                entry(box); // whatever its name, which FFmpeg does not look at
            } else if (depth == 1 && type == LOCATION) {
                locations(box);
            }
            content.position((int) end);
        }
    }

    private void entry(ByteBuffer box) {
        int version = box.getInt() >>> 24;
        if (version < 2) {
            return; // has no kind, and is no picture
        }
        long item = number(box, version == 2 ? 2 : 4);
        box.getShort(); // protection
        if (box.getInt() != SAME_AS) {
            items.add(item);
        }
    }

    private void locations(ByteBuffer box) {
        int version = box.getInt() >>> 24;
        int sizes = box.getShort();
        int offset = sizes >> 12 & 15;
        int length = sizes >> 8 & 15;
        int base = sizes >> 4 & 15;
        int index = version == 0 ? 0 : sizes & 15;
        for (long left = number(box, version < 2 ? 2 : 4); left > 0; left--) {
            long item = number(box, version < 2 ? 2 : 4);
            if (version > 0) {
                box.getShort(); // how offsets are meant
            }
            box.getShort(); // in this file
            number(box, base);
            long bytes = 0;
            for (int extents = Short.toUnsignedInt(box.getShort()); extents > 0; extents--) {
                number(box, index);
                number(box, offset);
                bytes = Math.max(bytes, number(box, length));
            }
            (bytes > 0 ? withBytes : withoutBytes).add(item);
        }
    }

    private static long number(ByteBuffer box, int bytes) {
        return switch (bytes) {
            case 0 -> 0;
            case 2 -> Short.toUnsignedLong(box.getShort());
            case 4 -> Integer.toUnsignedLong(box.getInt());
            case 8 -> box.getLong();
            default -> throw new IllegalArgumentException("a number of " + bytes + " bytes");
        };
    }

    private static int name(String four) {
        return four.charAt(0) << 24 | four.charAt(1) << 16 | four.charAt(2) << 8 | four.charAt(3);
    }
}
