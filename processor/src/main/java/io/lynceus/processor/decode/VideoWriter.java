package io.lynceus.processor.decode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MPEG4;
import static org.bytedeco.ffmpeg.global.avcodec.FF_COMPLIANCE_UNOFFICIAL;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_GLOBALHEADER;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_VARIABLE_FPS;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_d2q;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_inv_q;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import io.lynceus.vision.UserError;
import io.lynceus.vision.pixels.FFmpeg;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/**
 * Writes pictures as a video, mp4 unless the file's name says otherwise: H.264 by OpenH264 where this build of FFmpeg
 * has it, else MPEG-4 part 2. Each picture has its own time, as far as the kind of file has such; AVI has ticks of one
 * length. One thread, which owns it.
 */
public final class VideoWriter implements AutoCloseable {
    /** MPEG-4 part 2 has 16 bits for it. */
    private static final int FINEST = 65535;

    private final MuxedFile file;
    private final PictureToYuv converter = new PictureToYuv();
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame frame = av_frame_alloc();
    private final Map<Long, Long> durations = new HashMap<>();
    private final VideoFacts facts;
    private @Nullable AVCodecContext encoder;
    private @Nullable AVStream stream;
    private boolean closed;
    /** Whether the frame holds a picture whose end is not known yet. */
    private boolean held;
    /** When that picture ends at the earliest, in ticks of the encoder. */
    private long until;

    /**
     * @param width of the pictures, in pixels; see {@link VideoSize}
     * @param height of the pictures, in pixels
     * @throws UserError when the file cannot be written
     */
    public static VideoWriter create(Path file, int width, int height, VideoFacts facts) {
        AVCodec codec = avcodec_find_encoder_by_name("libopenh264");
        return create(file, width, height, facts, codec == null ? "mpeg4" : "libopenh264", 0);
    }

    /**
     * As above at a constant rate, as MPEG-4 part 2 with so many B-frames in a row: packets come in another order than
     * they are shown.
     */
    public static VideoWriter createReordered(Path file, int width, int height, double framesPerSecond, int bFrames) {
        return create(file, width, height, constant(framesPerSecond), "mpeg4", bFrames);
    }

    /** As above with an encoder of FFmpeg's by its name, and so many B-frames in a row; for test clips. */
    static VideoWriter create(Path file, int width, int height, double framesPerSecond, String encoder, int bFrames) {
        return create(file, width, height, constant(framesPerSecond), encoder, bFrames);
    }

    private static VideoFacts constant(double framesPerSecond) {
        AVRational rate = av_d2q(framesPerSecond, FINEST);
        return new VideoFacts(rate.den(), rate.num(), framesPerSecond);
    }

    private static VideoWriter create(Path file, int width, int height, VideoFacts facts, String encoder, int bFrames) {
        FFmpeg.quiet();
        VideoWriter writer = new VideoWriter(file, facts);
        try {
            writer.open(VideoSize.of(width, height), encoder, bFrames);
        } catch (RuntimeException e) {
            writer.close();
            throw e;
        }
        return writer;
    }

    private VideoWriter(Path file, VideoFacts facts) {
        this.file = MuxedFile.named(file);
        this.facts = facts;
    }

    private void open(VideoSize size, String name, int bFrames) {
        int width = size.width();
        int height = size.height();
        double framesPerSecond = facts.framesPerSecond();
        AVFormatContext muxer = file.context();
        AVCodec codec = avcodec_find_encoder_by_name(name);
        if (codec == null) {
            codec = avcodec_find_encoder(AV_CODEC_ID_MPEG4);
        }
        AVCodecContext context = avcodec_alloc_context3(codec);
        encoder = context;
        context.width(width);
        context.height(height);
        context.pix_fmt(AV_PIX_FMT_YUV420P);
        context.sample_aspect_ratio(av_make_q(facts.pixelWidth(), facts.pixelHeight()));
        context.framerate(av_d2q(framesPerSecond, FINEST));
        context.time_base(tick(context.framerate()));
        // What PictureToYuv makes; without a word players take a large picture for BT.709.
        context.color_range(AVCOL_RANGE_MPEG);
        context.colorspace(AVCOL_SPC_SMPTE170M);
        context.strict_std_compliance(FF_COMPLIANCE_UNOFFICIAL); // lets the motion JPEG of test clips have video range
        context.gop_size((int) Math.max(1, Math.round(framesPerSecond * 2)));
        // 0.15 bits a pixel keeps thin boxes and small letters crisp.
        context.bit_rate(Math.max(200_000, Math.round((double) width * height * framesPerSecond * 0.15)));
        context.thread_count(1);
        context.max_b_frames(bFrames);
        if ((muxer.oformat().flags() & AVFMT_GLOBALHEADER) != 0) {
            context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
        }
        file.check(avcodec_open2(context, codec, (AVDictionary) null));
        AVStream track = avformat_new_stream(muxer, null);
        stream = track;
        file.check(avcodec_parameters_from_context(track.codecpar(), context));
        track.codecpar().codec_tag(0);
        track.time_base(context.time_base());
        track.sample_aspect_ratio(context.sample_aspect_ratio());
        track.avg_frame_rate(context.framerate());
        file.begin(null);
        frame.width(width);
        frame.height(height);
        frame.format(AV_PIX_FMT_YUV420P);
        file.check(av_frame_get_buffer(frame, 0));
        frame.pts(AV_NOPTS_VALUE);
    }

    /** The encoder's unit of time: ours, where the file can have pictures at any time and the codec has the bits. */
    private AVRational tick(AVRational rate) {
        AVRational own = av_make_q(facts.numerator(), facts.denominator());
        if ((file.context().oformat().flags() & AVFMT_VARIABLE_FPS) == 0) {
            return av_inv_q(rate);
        }
        return own.den() <= FINEST ? own : av_make_q(1, 1000);
    }

    /** Adds a picture one step after the last. */
    public void write(BufferedImage picture) {
        write(picture, frame.pts() == AV_NOPTS_VALUE ? 0 : shownAt() + facts.step(), facts.step());
    }

    /**
     * Adds a picture. One of another size is fitted in, with black beside it.
     *
     * @param at when it is shown, in the facts' units from 0; later than the last
     * @param duration how long at least, if none comes after it
     */
    public void write(BufferedImage picture, long at, long duration) {
        long tick = ticks(at);
        if (held) {
            tick = Math.max(tick, frame.pts() + 1);
            send(tick);
        }
        file.check(av_frame_make_writable(frame));
        converter.convert(picture, frame);
        frame.pts(tick);
        held = true;
        until = tick + 1;
        holdUntil(at + duration);
    }

    /** The last picture stays on until then at least. */
    public void holdUntil(long time) {
        until = Math.max(until, ticks(time));
    }

    /** Sends the picture that is held, which ends then. */
    private void send(long end) {
        durations.put(frame.pts(), end - frame.pts());
        held = false;
        encode(frame);
    }

    private long ticks(long time) {
        return av_rescale_q(time, av_make_q(facts.numerator(), facts.denominator()), open().time_base());
    }

    private long shownAt() {
        return av_rescale_q(frame.pts(), open().time_base(), av_make_q(facts.numerator(), facts.denominator()));
    }

    private AVCodecContext open() {
        AVCodecContext context = encoder;
        if (context == null) {
            throw new IllegalStateException("the writer is not open");
        }
        return context;
    }

    private void encode(@Nullable AVFrame picture) {
        AVCodecContext context = open();
        AVStream track = Objects.requireNonNull(stream);
        file.check(avcodec_send_frame(context, picture));
        while (avcodec_receive_packet(context, packet) >= 0) {
            packet.duration(durations.getOrDefault(packet.pts(), 1L));
            durations.remove(packet.pts());
            av_packet_rescale_ts(packet, context.time_base(), track.time_base());
            packet.stream_index(track.index());
            file.check(av_interleaved_write_frame(file.context(), packet));
            av_packet_unref(packet);
        }
    }

    /** Ends the file. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (file.begun()) {
                if (held) {
                    send(until);
                }
                encode(null);
                file.end();
            }
        } finally {
            free();
        }
    }

    private void free() {
        converter.close();
        av_frame_free(frame);
        av_packet_free(packet);
        if (encoder != null) {
            avcodec_free_context(encoder);
        }
        file.close();
    }
}
