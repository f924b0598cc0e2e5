package io.lynceus.processor.decode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_FRAME_CROPPING;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_PALETTE;

import io.lynceus.vision.pixels.Turn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;

/**
 * What a container has beside the coded bytes and what decides how pictures look. Other kinds (captions, encoder
 * statistics) are not read.
 *
 * @param bytes from position to limit, which do not move; not copied
 */
public record SideData(Kind kind, ByteBuffer bytes) {
    /** What it is. */
    public enum Kind {
        /** 256 colours, 32-bit ARGB; the decoder keeps them until the next come. */
        PALETTE(AV_PKT_DATA_PALETTE, 1024),
        /** Nine 32-bit numbers: FFmpeg puts them on the frame. */
        DISPLAY_MATRIX(AV_PKT_DATA_DISPLAYMATRIX, 36),
        /** Four 32-bit numbers: pixels to cut from top, bottom, left, right. */
        FRAME_CROPPING(AV_PKT_DATA_FRAME_CROPPING, 16);

        private final int type;
        private final int size;

        Kind(int type, int size) {
            this.type = type;
            this.size = size;
        }

        /** FFmpeg's number. */
        int type() {
            return type;
        }
    }

    /** True when there are as many bytes as the kind has, so that whoever reads them finds them all. */
    boolean isWhole() {
        return bytes.remaining() == kind.size;
    }

    /** What lies beside a packet; copied. */
    public static List<SideData> of(AVPacket packet) {
        return packet.side_data_elems() == 0 ? List.of() : of(packet.side_data(), packet.side_data_elems());
    }

    /** What a display matrix among them says. */
    public static Turn turn(List<SideData> all) {
        for (SideData data : all) {
            if (data.kind == Kind.DISPLAY_MATRIX && data.isWhole()) {
                return Turn.of(data.bytes.slice().order(ByteOrder.nativeOrder()).asIntBuffer());
            }
        }
        return Turn.NONE;
    }

    static List<SideData> of(AVPacketSideData data, int count) {
        List<SideData> known = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            AVPacketSideData one = data.getPointer(i);
            for (Kind kind : Kind.values()) {
                if (kind.type == one.type()) {
                    byte[] copy = new byte[(int) one.size()];
                    one.data().get(copy);
                    known.add(new SideData(kind, ByteBuffer.wrap(copy)));
                }
            }
        }
        return known;
    }
}
