package io.lynceus.vision.pixels;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** What FFmpeg's own demuxer and decoder, side by side, make of a file: the yardstick. */
public final class PlainFrames {
    private PlainFrames() {}

    /**
     * The frames of a file, each looked at.
     *
     * @param look what to keep of a frame, which is closed afterwards
     */
    public static <T> List<T> of(Path file, Function<HostFrame, T> look) {
        FFmpeg.quiet();
        AVFormatContext input = new AVFormatContext(null);
        check(avformat_open_input(input, "file:" + file, (AVInputFormat) null, (AVDictionary) null));
        AVPacket packet = av_packet_alloc();
        AVFrame frame = av_frame_alloc();
        AVCodecContext context = null;
        List<T> looks = new ArrayList<>();
        try (Scalers scalers = new Scalers()) {
            check(avformat_find_stream_info(input, (AVDictionary) null));
            int index = av_find_best_stream(input, AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
            AVCodec codec = avcodec_find_decoder(input.streams(index).codecpar().codec_id());
            context = avcodec_alloc_context3(codec);
            check(avcodec_parameters_to_context(context, input.streams(index).codecpar()));
            context.thread_count(1);
            check(avcodec_open2(context, codec, (AVDictionary) null));
            boolean more = true;
            while (more) {
                more = av_read_frame(input, packet) >= 0;
                if (!more || packet.stream_index() == index) {
                    avcodec_send_packet(context, more ? packet : null);
                    while (avcodec_receive_frame(context, frame) >= 0) {
                        try (HostFrame own = new HostFrame(frame, null, scalers)) {
                            looks.add(look.apply(own));
                        }
                    }
                }
                av_packet_unref(packet);
            }
            return looks;
        } finally {
            avcodec_free_context(context);
            av_frame_free(frame);
            av_packet_free(packet);
            avformat_close_input(input);
        }
    }

    private static void check(int code) {
        if (code < 0) {
            throw new IllegalStateException(FFmpeg.message(code));
        }
    }
}
