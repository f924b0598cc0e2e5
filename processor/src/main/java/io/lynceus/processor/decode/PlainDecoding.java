package io.lynceus.processor.decode;

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
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GBRP;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import io.lynceus.vision.UserError;
import io.lynceus.vision.pixels.FFmpeg;
import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.Scaler;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * FFmpeg and nothing else, the yardstick of the benchmark: a file decoded on the calling thread, each frame scaled,
 * none kept.
 */
public final class PlainDecoding {
    /** What the frames are scaled to. */
    public enum Target {
        /** The whole input as packed RGB, the frame stretched over it. */
        RGB,
        /** The letterboxed frame as planes, the step that our pipeline takes. */
        PLANES
    }

    private PlainDecoding() {}

    /**
     * Decodes a file from its beginning, again and again, until there were so many frames.
     *
     * @param side of the picture that frames are scaled for, in pixels
     * @return the frames
     * @throws UserError when it is no video
     */
    public static long run(Path video, long frames, int side, Target target) {
        FFmpeg.quiet();
        long done = 0;
        try (Scaler scaler = new Scaler()) {
            while (done < frames) {
                long before = done;
                done += once(video, frames - done, side, target, scaler);
                if (done == before) {
                    throw new UserError("no frame can be decoded in " + video);
                }
            }
        }
        return done;
    }

    private static long once(Path video, long most, int side, Target target, Scaler scaler) {
        AVFormatContext file = new AVFormatContext(null);
        check(avformat_open_input(file, "file:" + video, (AVInputFormat) null, (AVDictionary) null), video);
        AVPacket packet = av_packet_alloc();
        AVFrame frame = av_frame_alloc();
        AVCodecContext context = null;
        try {
            check(avformat_find_stream_info(file, (AVDictionary) null), video);
            int index = av_find_best_stream(file, AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
            check(index, video);
            AVCodec codec = avcodec_find_decoder(file.streams(index).codecpar().codec_id());
            context = avcodec_alloc_context3(codec);
            avcodec_parameters_to_context(context, file.streams(index).codecpar());
            context.thread_count(1);
            check(avcodec_open2(context, codec, (AVDictionary) null), video);
            long done = 0;
            while (done < most && av_read_frame(file, packet) >= 0) {
                if (packet.stream_index() == index) {
                    avcodec_send_packet(context, packet);
                    done += receive(context, frame, most - done, side, target, scaler);
                }
                av_packet_unref(packet);
            }
            avcodec_send_packet(context, null);
            return done + receive(context, frame, most - done, side, target, scaler);
        } finally {
            avcodec_free_context(context);
            av_frame_free(frame);
            av_packet_free(packet);
            avformat_close_input(file);
        }
    }

    private static long receive(
            AVCodecContext context, AVFrame frame, long most, int side, Target target, Scaler scaler) {
        long done = 0;
        while (done < most && avcodec_receive_frame(context, frame) >= 0) {
            if (target == Target.RGB) {
                scaler.scale(frame, side, side, AV_PIX_FMT_RGB24);
            } else {
                Letterbox box = Letterbox.of(frame.width(), frame.height(), side, side);
                scaler.scale(frame, box.innerWidth(), box.innerHeight(), AV_PIX_FMT_GBRP);
            }
            done++;
        }
        return done;
    }

    private static void check(int code, Path video) {
        if (code < 0) {
            throw new UserError("not a video that FFmpeg can read: " + video + " (" + FFmpeg.message(code) + ")");
        }
    }
}
