package io.lynceus.vision.pixels;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_new_side_data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.javacpp.BytePointer;

/**
 * The EXIF orientation of PNG (eXIf), WebP (EXIF) and TIFF, which FFmpeg's decoders of these leave unread; that of JPEG
 * they read. Any thread.
 */
public final class ExifOrientation {
    private static final int TAG = 0x112;
    private static final int ENTRY = 12;
    private static final int MATRIX = 9;
    private static final int ONE = 1 << 16;
    /** By orientation, from 1: see {@link Turn}. */
    private static final Turn[] TURNS = {
        Turn.NONE,
        new Turn(-1, 0, 0, 1),
        new Turn(-1, 0, 0, -1),
        new Turn(1, 0, 0, -1),
        new Turn(0, 1, 1, 0),
        new Turn(0, 1, -1, 0),
        new Turn(0, -1, -1, 0),
        new Turn(0, -1, 1, 0)
    };

    private ExifOrientation() {}

    /**
     * Has the frame that comes of a packet say how it is turned; does nothing for other kinds of pictures.
     *
     * @param picture the packet's bytes, from position to limit
     */
    public static void put(ByteBuffer picture, AVPacket packet) {
        Turn turn = of(picture.slice());
        if (turn.equals(Turn.NONE)) {
            return;
        }
        BytePointer data = av_packet_new_side_data(packet, AV_PKT_DATA_DISPLAYMATRIX, (long) MATRIX * Integer.BYTES);
        if (data == null || data.isNull()) {
            return;
        }
        IntBuffer matrix = data.capacity((long) MATRIX * Integer.BYTES)
                .asByteBuffer()
                .order(ByteOrder.nativeOrder())
                .asIntBuffer();
        matrix.put(new int[] {turn.a() * ONE, turn.b() * ONE, 0, turn.c() * ONE, turn.d() * ONE, 0, 0, 0, 1 << 30});
    }

    /** What the file says; {@link Turn#NONE} when it says nothing, or what nobody understands. */
    static Turn of(ByteBuffer picture) {
        try {
            String start = picture.remaining() < ENTRY ? "" : text(picture, 0, ENTRY);
            if (start.startsWith("\u0089PNG")) {
                return png(picture.order(ByteOrder.BIG_ENDIAN));
            }
            if (start.startsWith("RIFF") && start.endsWith("WEBP")) {
                return webp(picture.order(ByteOrder.LITTLE_ENDIAN));
            }
            return start.startsWith("II*\0") || start.startsWith("MM\0*") ? tiff(picture) : Turn.NONE;
        } catch (IndexOutOfBoundsException e) {
            return Turn.NONE;
        }
    }

    private static String text(ByteBuffer bytes, int from, int length) {
        byte[] text = new byte[length];
        bytes.get(from, text);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** Chunks of length, name, content and checksum. */
    private static Turn png(ByteBuffer file) {
        int at = 8;
        while (at + 8 <= file.limit()) {
            int length = file.getInt(at);
            if (text(file, at + 4, 4).equals("eXIf")) {
                return tiff(file.slice(at + 8, length));
            }
            at = next(at + 12, length);
        }
        return Turn.NONE;
    }

    /** Chunks of name, length and content, padded to even. */
    private static Turn webp(ByteBuffer file) {
        int at = 12;
        while (at + 8 <= file.limit()) {
            int length = file.getInt(at + 4);
            if (text(file, at, 4).equals("EXIF")) {
                // Some write the head that EXIF has in a JPEG.
                int head = text(file, at + 8, 6).equals("Exif\0\0") ? 6 : 0;
                return tiff(file.slice(at + 8 + head, length - head));
            }
            at = next(at + 8, length + (length & 1));
        }
        return Turn.NONE;
    }

    /** Behind a chunk; a length that leads back or out of the file leads to its end. */
    private static int next(int from, int length) {
        return length < 0 || from > Integer.MAX_VALUE - length ? Integer.MAX_VALUE - ENTRY : from + length;
    }

    private static Turn tiff(ByteBuffer tiff) {
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int first = tiff.getInt(4);
        int entries = Short.toUnsignedInt(tiff.getShort(first));
        for (int i = 0; i < entries; i++) {
            int entry = first + 2 + i * ENTRY;
            if (Short.toUnsignedInt(tiff.getShort(entry)) == TAG) {
                int orientation = tiff.getShort(entry + 8);
                return orientation >= 1 && orientation <= TURNS.length ? TURNS[orientation - 1] : Turn.NONE;
            }
        }
        return Turn.NONE;
    }
}
