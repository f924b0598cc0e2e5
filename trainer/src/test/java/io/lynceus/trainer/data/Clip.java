package io.lynceus.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MPEG4;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import io.lynceus.vision.pixels.FFmpeg;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/** A test video whose frames tell their number by their grey. B-frames make the decoder hold some back to the end. */
final class Clip {
    static final int WIDTH = 64;
    static final int HEIGHT = 48;

    private Clip() {}

    /** The grey, 0..255, of frame {@code number}, counted from 1. */
    static int grey(int number) {
        return Math.round((luma(number) - 16) * 255 / 219f);
    }

    private static int luma(int number) {
        return 16 + number * 8;
    }

    static Path write(Path file, int frames) {
        AVFormatContext format = new AVFormatContext(null);
        ok(avformat_alloc_output_context2(format, null, (BytePointer) null, new BytePointer(file.toString())));
        AVCodec mpeg4 = avcodec_find_encoder(AV_CODEC_ID_MPEG4);
        AVCodecContext codec = avcodec_alloc_context3(mpeg4);
        codec.width(WIDTH)
                .height(HEIGHT)
                .pix_fmt(AV_PIX_FMT_YUV420P)
                .time_base(av_make_q(1, 10))
                .gop_size(8)
                .max_b_frames(2);
        codec.flags(codec.flags() | AV_CODEC_FLAG_GLOBAL_HEADER).bit_rate(2_000_000);
        ok(avcodec_open2(codec, mpeg4, (AVDictionary) null));
        AVStream stream = avformat_new_stream(format, null);
        stream.time_base(codec.time_base()).avg_frame_rate(av_make_q(10, 1));
        ok(avcodec_parameters_from_context(stream.codecpar(), codec));
        AVIOContext io = new AVIOContext(null);
        ok(avio_open(io, new BytePointer(file.toString()), AVIO_FLAG_WRITE));
        format.pb(io);
        ok(avformat_write_header(format, (AVDictionary) null));
        AVFrame frame = av_frame_alloc();
        frame.width(WIDTH).height(HEIGHT).format(AV_PIX_FMT_YUV420P);
        ok(av_frame_get_buffer(frame, 0));
        AVPacket packet = av_packet_alloc();
        for (int i = 1; i <= frames; i++) {
            ok(av_frame_make_writable(frame));
            fill(frame.data(0), frame.linesize(0) * HEIGHT, luma(i));
            fill(frame.data(1), frame.linesize(1) * HEIGHT / 2, 128);
            fill(frame.data(2), frame.linesize(2) * HEIGHT / 2, 128);
            frame.pts(i - 1);
            ok(avcodec_send_frame(codec, frame));
            mux(codec, packet, stream, format);
        }
        ok(avcodec_send_frame(codec, null));
        mux(codec, packet, stream, format);
        ok(av_write_trailer(format));
        av_packet_free(packet);
        av_frame_free(frame);
        avcodec_free_context(codec);
        avio_closep(io);
        avformat_free_context(format);
        return file;
    }

    private static void mux(AVCodecContext codec, AVPacket packet, AVStream stream, AVFormatContext format) {
        while (avcodec_receive_packet(codec, packet) == 0) {
            av_packet_rescale_ts(packet, codec.time_base(), stream.time_base());
            packet.stream_index(0);
            ok(av_interleaved_write_frame(format, packet));
        }
    }

    private static void fill(BytePointer plane, int bytes, int value) {
        plane.capacity(bytes).fill(value);
    }

    private static void ok(int result) {
        assertThat(result).as(FFmpeg.message(result)).isNotNegative();
    }
}
