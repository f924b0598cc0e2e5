package io.lynceus.vision.pixels;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.FF_COMPLIANCE_EXPERIMENTAL;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_new;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_GLOBALHEADER;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_PAL8;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale_frame;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Videos made on the spot, in every codec, pixel format and container that our build of FFmpeg writes: a white square
 * that moves over a gradient, 10 pictures a second.
 */
public final class TestVideo {
    private final String encoder;
    private final int pixelFormat;
    private Consumer<AVCodecContext> settings = context -> {};
    private Consumer<AVStream> announced = stream -> {};
    private Consumer<AVPacket> edit = packet -> {};
    private Consumer<AVDictionary> muxing = options -> {};

    /** @param pixelFormat FFmpeg's name */
    public TestVideo(String encoder, String pixelFormat) {
        this.encoder = encoder;
        this.pixelFormat = av_get_pix_fmt(pixelFormat);
    }

    /** Has the encoder set up further before it is opened. */
    public TestVideo encoder(Consumer<AVCodecContext> more) {
        settings = settings.andThen(more);
        return this;
    }

    /** Has the container say more of its stream. */
    public TestVideo stream(Consumer<AVStream> more) {
        announced = announced.andThen(more);
        return this;
    }

    /** Has the container say this beside its stream, little-endian numbers. */
    public TestVideo beside(int type, int... numbers) {
        return stream(stream -> {
            try (PointerPointer<AVPacketSideData> list = new PointerPointer<>(1);
                    IntPointer count = new IntPointer(1)) {
                list.put(0, stream.codecpar().coded_side_data());
                count.put(stream.codecpar().nb_coded_side_data());
                long size = 4L * numbers.length;
                ByteBuffer bytes = av_packet_side_data_new(list, count, type, size, 0)
                        .data()
                        .capacity(size)
                        .asByteBuffer()
                        .order(ByteOrder.LITTLE_ENDIAN);
                for (int number : numbers) {
                    bytes.putInt(number);
                }
                stream.codecpar().coded_side_data(list.get(AVPacketSideData.class));
                stream.codecpar().nb_coded_side_data(count.get());
            }
        });
    }

    /** Changes packets, in the stream's time base, before they are written. */
    public TestVideo packets(Consumer<AVPacket> more) {
        edit = edit.andThen(more);
        return this;
    }

    /** Options of the container. */
    public TestVideo container(Consumer<AVDictionary> more) {
        muxing = muxing.andThen(more);
        return this;
    }

    /** Writes the video; the file's ending says which container. */
    public Path write(Path file, int width, int height, int frames) {
        FFmpeg.quiet();
        AVCodec codec = avcodec_find_encoder_by_name(encoder);
        AVFormatContext muxer = new AVFormatContext(null);
        check(avformat_alloc_output_context2(muxer, null, null, file.toString()));
        AVCodecContext context = avcodec_alloc_context3(codec);
        AVFrame frame = frame(pixelFormat, width, height);
        AVFrame rgb = frame(AV_PIX_FMT_RGB24, width, height);
        AVPacket packet = av_packet_alloc();
        try (AVIOContext output = new AVIOContext(null)) {
            context.width(width);
            context.height(height);
            context.pix_fmt(pixelFormat);
            context.time_base(av_make_q(1, 10));
            context.framerate(av_make_q(10, 1));
            context.gop_size(8);
            context.thread_count(1);
            context.strict_std_compliance(FF_COMPLIANCE_EXPERIMENTAL);
            if ((muxer.oformat().flags() & AVFMT_GLOBALHEADER) != 0) {
                context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
            }
            settings.accept(context);
            check(avcodec_open2(context, codec, (AVDictionary) null));
            AVStream stream = avformat_new_stream(muxer, null);
            check(avcodec_parameters_from_context(stream.codecpar(), context));
            stream.time_base(context.time_base());
            stream.avg_frame_rate(context.framerate());
            stream.sample_aspect_ratio(context.sample_aspect_ratio());
            announced.accept(stream);
            check(avio_open(output, "file:" + file, AVIO_FLAG_WRITE));
            muxer.pb(output);
            AVDictionary options = new AVDictionary(null);
            muxing.accept(options);
            check(avformat_write_header(muxer, options));
            for (int i = 0; i < frames; i++) {
                draw(rgb, i);
                check(av_frame_make_writable(frame));
                convert(rgb, frame);
                frame.pts(i);
                check(avcodec_send_frame(context, frame));
                write(muxer, context, stream, packet);
            }
            check(avcodec_send_frame(context, null));
            write(muxer, context, stream, packet);
            check(av_write_trailer(muxer));
            avio_closep(output);
            return file;
        } finally {
            av_packet_free(packet);
            av_frame_free(rgb);
            av_frame_free(frame);
            avcodec_free_context(context);
            avformat_free_context(muxer);
        }
    }

    private void write(AVFormatContext muxer, AVCodecContext context, AVStream stream, AVPacket packet) {
        while (avcodec_receive_packet(context, packet) >= 0) {
            packet.duration(Math.max(1, packet.duration()));
            av_packet_rescale_ts(packet, context.time_base(), stream.time_base());
            packet.stream_index(stream.index());
            edit.accept(packet);
            check(av_interleaved_write_frame(muxer, packet));
        }
    }

    private static AVFrame frame(int format, int width, int height) {
        AVFrame frame = av_frame_alloc();
        frame.width(width);
        frame.height(height);
        frame.format(format);
        check(av_frame_get_buffer(frame, 0));
        return frame;
    }

    private static void draw(AVFrame rgb, int number) {
        int width = rgb.width();
        int height = rgb.height();
        ByteBuffer pixels =
                rgb.data(0).capacity((long) rgb.linesize(0) * height).asByteBuffer();
        int left = number * 3 % width;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean square = x >= left && x < left + width / 6 && y >= height / 3 && y < height * 2 / 3;
                int at = y * rgb.linesize(0) + 3 * x;
                pixels.put(at, (byte) (square ? 255 : x * 255 / width));
                pixels.put(at + 1, (byte) (square ? 255 : y * 255 / height));
                pixels.put(at + 2, (byte) (square ? 255 : 80));
            }
        }
    }

    /** To the encoder's pixels; those of a palette are the red of the picture, and the palette turns it to blue. */
    private static void convert(AVFrame rgb, AVFrame frame) {
        if (frame.format() == AV_PIX_FMT_PAL8) {
            palette(rgb, frame);
            return;
        }
        SwsContext scaler = sws_getContext(
                rgb.width(),
                rgb.height(),
                rgb.format(),
                frame.width(),
                frame.height(),
                frame.format(),
                SWS_BILINEAR | SWS_ACCURATE_RND,
                null,
                null,
                (DoublePointer) null);
        check(sws_scale_frame(scaler, frame, rgb));
        sws_freeContext(scaler);
    }

    private static void palette(AVFrame rgb, AVFrame frame) {
        ByteBuffer from =
                rgb.data(0).capacity((long) rgb.linesize(0) * rgb.height()).asByteBuffer();
        ByteBuffer to = frame.data(0)
                .capacity((long) frame.linesize(0) * frame.height())
                .asByteBuffer();
        for (int y = 0; y < frame.height(); y++) {
            for (int x = 0; x < frame.width(); x++) {
                to.put(y * frame.linesize(0) + x, from.get(y * rgb.linesize(0) + 3 * x));
            }
        }
        ByteBuffer colours = frame.data(1).capacity(1024).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 256; i++) {
            colours.putInt(4 * i, 0xff000000 | i);
        }
    }

    private static void check(int code) {
        if (code < 0) {
            throw new IllegalStateException(FFmpeg.message(code));
        }
    }
}
