package io.lynceus.trainer.data;

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
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import io.lynceus.vision.UserError;
import io.lynceus.vision.pixels.Cropping;
import io.lynceus.vision.pixels.FFmpeg;
import io.lynceus.vision.pixels.ShownTimes;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every frame of a video file, in order. Owned by one thread; owns native memory until closed. What was read before a
 * broken end of the file counts; packets that do not decode give no frame and are counted in one log line.
 */
final class VideoReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VideoReader.class);

    private final Path file;
    private final AVFormatContext format = new AVFormatContext(null);
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame frame = av_frame_alloc();
    private AVCodecContext codec = new AVCodecContext(null);
    private int stream;
    private int expectedFrames;
    private int badPackets;
    private @Nullable Long shownAt;
    private final ShownTimes times = new ShownTimes();
    private boolean draining;

    /** @throws UserError when there is no such file, or no video in it */
    VideoReader(Path file) {
        FFmpeg.quiet();
        this.file = file;
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new UserError(file + ": no such video");
        }
        try {
            // Without it a name with a colon is taken for a protocol.
            check(avformat_open_input(format, "file:" + file, null, (AVDictionary) null));
            check(avformat_find_stream_info(format, (AVDictionary) null));
            AVCodec none = new AVCodec(null);
            stream = check(av_find_best_stream(format, AVMEDIA_TYPE_VIDEO, -1, -1, none, 0));
            codec = openDecoder(format.streams(stream));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private AVCodecContext openDecoder(AVStream video) {
        AVCodec decoder = avcodec_find_decoder(video.codecpar().codec_id());
        if (decoder == null) {
            throw new UserError(file + ": FFmpeg has no decoder for its video");
        }
        AVCodecContext context = avcodec_alloc_context3(decoder);
        check(avcodec_parameters_to_context(context, video.codecpar()));
        // One thread: as in the processor, and the rest of the machine is training.
        context.thread_count(1);
        check(avcodec_open2(context, decoder, (PointerPointer<?>) null));
        double rate = video.avg_frame_rate().den() == 0
                ? 0
                : (double) video.avg_frame_rate().num() / video.avg_frame_rate().den();
        expectedFrames = video.nb_frames() > 0
                ? (int) video.nb_frames()
                : (int) Math.max(0, Math.round(format.duration() / 1e6 * rate));
        return context;
    }

    /** Frames in all as the file has it, or as its duration suggests; 0 when unknown. */
    int expectedFrames() {
        return expectedFrames;
    }

    /** When the frame that came last is shown, in the stream's time base; null when the file does not say. */
    @Nullable
    Long shownAt() {
        return shownAt;
    }

    /** The next frame, valid until the next call or close; null after the last. */
    @Nullable
    AVFrame next() {
        while (true) {
            int got = avcodec_receive_frame(codec, frame);
            if (got == 0) {
                Cropping.apply(codec, frame);
                shownAt = times.of(time(frame.pts()), null);
                return frame;
            }
            if (got != AVERROR_EAGAIN()) {
                if (draining) {
                    reportBadPackets();
                    return null;
                }
                badPackets++;
            }
            feed();
        }
    }

    /**
     * Gives the decoder one packet of the video or, at the end of the file, tells it to hand out what it still holds.
     */
    private void feed() {
        int read;
        while ((read = av_read_frame(format, packet)) == 0) {
            boolean ours = packet.stream_index() == stream;
            if (ours) {
                times.sent(time(packet.pts()), time(packet.dts()));
            }
            int sent = ours ? avcodec_send_packet(codec, packet) : 0;
            av_packet_unref(packet);
            if (sent < 0) {
                badPackets++;
            } else if (ours) {
                return;
            }
        }
        if (read != AVERROR_EOF) {
            LOG.warn("{}: broken behind frame {}: {}", file, codec.frame_num(), FFmpeg.message(read));
        }
        avcodec_send_packet(codec, null);
        draining = true;
    }

    private static @Nullable Long time(long value) {
        return value == AV_NOPTS_VALUE ? null : value;
    }

    private void reportBadPackets() {
        if (badPackets > 0) {
            LOG.warn("{}: {} packets could not be decoded", file, badPackets);
            badPackets = 0;
        }
    }

    private int check(int result) {
        if (result < 0) {
            throw new UserError(file + ": not a video that FFmpeg can read: " + FFmpeg.message(result));
        }
        return result;
    }

    @Override
    public void close() {
        avcodec_free_context(codec);
        av_frame_free(frame);
        av_packet_free(packet);
        if (!format.isNull()) {
            avformat_close_input(format);
        }
    }
}
