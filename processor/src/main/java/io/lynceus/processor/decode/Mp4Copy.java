package io.lynceus.processor.decode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import io.lynceus.vision.pixels.FFmpeg;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * Puts the packets of one stream into an MP4 file as they are, without decoding them. One thread, which owns it and its
 * native memory.
 */
public final class Mp4Copy implements AutoCloseable {
    /** What MP4 has a place for that players know. */
    private static final Set<String> CODECS = Set.of("h264", "hevc", "av1", "vp9", "mpeg4");
    /** The name under which browsers take H.265. */
    private static final int HVC1 = 'h' | 'v' << 8 | 'c' << 16 | '1' << 24;

    /** How the file is laid out. */
    public enum Layout {
        /** The index before the pictures, so that a player can begin and jump at once. */
        WHOLE("+faststart"),
        /** In pieces that can be played while more come, as browsers like it. */
        FRAGMENTS("+frag_keyframe+delay_moov+default_base_moof");

        private final String flags;

        Layout(String flags) {
            this.flags = flags;
        }
    }

    private final AVRational timeBase;
    private final MuxedFile file;
    private final AVPacket packet = av_packet_alloc();
    private boolean closed;

    /** True when MP4 can hold a codec, by FFmpeg's name. */
    public static boolean takes(String codec) {
        return CODECS.contains(codec);
    }

    /**
     * @param numerator of the unit of the packets' times, in seconds
     * @param denominator of that unit
     * @throws UserError when the file cannot be written
     * @throws RunError when the stream does not go into MP4
     */
    public Mp4Copy(Path file, StreamFormat format, int numerator, int denominator, Layout layout) {
        FFmpeg.quiet();
        this.timeBase = av_make_q(numerator, denominator);
        this.file = MuxedFile.mp4(file);
        AVDictionary options = new AVDictionary(null);
        try {
            AVStream stream = avformat_new_stream(this.file.context(), null);
            CodecParameters.write(format, stream.codecpar());
            stream.codecpar().codec_tag(stream.codecpar().codec_id() == AV_CODEC_ID_HEVC ? HVC1 : 0);
            stream.time_base(timeBase);
            stream.sample_aspect_ratio(stream.codecpar().sample_aspect_ratio());
            av_dict_set(options, "movflags", layout.flags, 0);
            this.file.begin(options);
        } catch (RuntimeException e) {
            close();
            throw e;
        } finally {
            av_dict_free(options);
        }
    }

    /**
     * Adds a packet; the first is a keyframe.
     *
     * @param data from its position to its limit, neither of which moves
     * @param pts when it is shown, in the unit of the packets' times
     * @param dts when it is decoded, later than that of the packet before
     * @param duration 0 when not known
     */
    public void write(ByteBuffer data, boolean keyframe, long pts, long dts, long duration) {
        int length = data.remaining();
        if (av_new_packet(packet, length) < 0) {
            throw new RunError("no native memory for a packet of " + length + " bytes");
        }
        packet.data().capacity(length).asByteBuffer().put(data.slice());
        packet.flags(keyframe ? AV_PKT_FLAG_KEY : 0);
        packet.pts(pts);
        packet.dts(dts);
        packet.duration(duration);
        packet.stream_index(0);
        av_packet_rescale_ts(packet, timeBase, file.context().streams(0).time_base());
        file.check(av_write_frame(file.context(), packet));
        av_packet_unref(packet);
    }

    /** Ends the file. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            file.end();
        } finally {
            av_packet_free(packet);
            file.close();
        }
    }
}
