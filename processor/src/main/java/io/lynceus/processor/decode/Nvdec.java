package io.lynceus.processor.decode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_HW_CONFIG_METHOD_HW_DEVICE_CTX;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_hw_config;
import static org.bytedeco.ffmpeg.global.avutil.AV_HWDEVICE_TYPE_CUDA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_CUDA;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_apply_cropping;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_copy_props;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_move_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_hwdevice_ctx_create;
import static org.bytedeco.ffmpeg.global.avutil.av_hwframe_transfer_data;

import io.lynceus.vision.RunError;
import io.lynceus.vision.engine.tensorrt.CardPictures;
import io.lynceus.vision.pixels.FFmpeg;
import io.lynceus.vision.pixels.YuvOnCard;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecHWConfig;
import org.bytedeco.ffmpeg.avutil.AVBufferRef;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVHWDeviceContext;
import org.bytedeco.ffmpeg.avutil.AVHWFramesContext;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * The video chip of the first NVIDIA card. FFmpeg finds the driver itself, so that no build of ours needs anything of
 * NVIDIA's. Each decoder has a device of its own, since one that they share serves them one after the other; all are of
 * the card's primary context, which other libraries use too, with threads that sleep while they wait.
 */
final class Nvdec implements Chip {
    private static final String CARD = "0";

    /** AV_CUDA_USE_PRIMARY_CONTEXT of libavutil/hwcontext_cuda.h, which the bindings leave out. */
    private static final int PRIMARY_CONTEXT = 1;

    /**
     * The fields of AVCUDADeviceContext in the same header, whose order is part of FFmpeg's binary interface; the
     * decoder reads them when it is opened.
     */
    private static final int CONTEXT = 0;

    private static final int STREAM = 1;

    /** Held for the life of the process: without it each camera that comes and goes would start the card anew. */
    private final @Nullable AVBufferRef first;

    private final @Nullable String reason;

    private Nvdec() {
        FFmpeg.quiet();
        AVBufferRef device = new AVBufferRef((Pointer) null);
        int code = av_hwdevice_ctx_create(device, AV_HWDEVICE_TYPE_CUDA, CARD, (AVDictionary) null, PRIMARY_CONTEXT);
        first = code < 0 ? null : device;
        reason = code < 0 ? "FFmpeg finds no NVIDIA card with its driver" : null;
    }

    private static final class Here {
        static final Nvdec CHIP = new Nvdec();
    }

    /** Looked for once in the life of the process. */
    static Chip here() {
        return Here.CHIP;
    }

    @Override
    public @Nullable String reason() {
        return reason;
    }

    /** FFmpeg's own decoder has the codec's name; the others are programs of their own, with rules of their own. */
    @Override
    public @Nullable AVCodec decoder(String codec) {
        AVCodec decoder = avcodec_find_decoder_by_name(codec);
        if (decoder == null) {
            return null;
        }
        for (int i = 0; ; i++) {
            AVCodecHWConfig way = avcodec_get_hw_config(decoder, i);
            if (way == null) {
                return null;
            }
            if (way.device_type() == AV_HWDEVICE_TYPE_CUDA
                    && (way.methods() & AV_CODEC_HW_CONFIG_METHOD_HW_DEVICE_CTX) != 0) {
                return decoder;
            }
        }
    }

    @Override
    public @Nullable String directReason() {
        return CardPictures.here().reason();
    }

    /** The context owns the device from then on. */
    @Override
    public void attach(AVCodecContext context, boolean direct) {
        AVBufferRef device = new AVBufferRef((Pointer) null);
        int code = av_hwdevice_ctx_create(device, AV_HWDEVICE_TYPE_CUDA, CARD, (AVDictionary) null, PRIMARY_CONTEXT);
        if (code < 0) {
            throw new RunError("the NVIDIA card takes no decoder: " + FFmpeg.message(code));
        }
        CardPictures pictures = direct ? CardPictures.here().pictures() : null;
        if (pictures != null) {
            streamOf(new AVHWDeviceContext(device.data()), pictures.stream());
        }
        context.hw_device_ctx(device);
    }

    /** All work of the decoder goes on that stream. */
    static void streamOf(AVHWDeviceContext device, long stream) {
        home(device).put(STREAM, stream);
    }

    /** What a device has of CUDA's, as numbers: the context, then the stream on which all of its work goes. */
    private static LongPointer home(AVHWDeviceContext device) {
        return new LongPointer(device.hwctx());
    }

    @Override
    public boolean holds(AVFrame frame) {
        return frame.format() == AV_PIX_FMT_CUDA;
    }

    @Override
    public @Nullable YuvOnCard onCard(AVFrame frame) {
        CardPictures pictures = CardPictures.here().pictures();
        YuvOnCard there = whereItLies(frame);
        return there != null && pictures != null && pictures.takes(there) ? there : null;
    }

    static @Nullable YuvOnCard whereItLies(AVFrame frame) {
        AVBufferRef frames = frame.hw_frames_ctx();
        if (frames == null || frames.isNull()) {
            return null;
        }
        AVHWFramesContext context = new AVHWFramesContext(frames.data());
        LongPointer home = home(context.device_ctx());
        return YuvOnCard.of(frame, context.sw_format(), new YuvOnCard.Home(home.get(CONTEXT), home.get(STREAM)));
    }

    @Override
    public void scaled(YuvOnCard picture, int width, int height, Consumer<ByteBuffer> planes) {
        CardPictures pictures = CardPictures.here().pictures();
        if (pictures == null) {
            throw new IllegalStateException("a picture on a card that nothing can work on");
        }
        pictures.scaled(picture, width, height, planes);
    }

    /** @throws RunError when the card does not give it */
    @Override
    public void fetch(AVFrame frame) {
        AVFrame host = av_frame_alloc();
        try {
            int code = av_hwframe_transfer_data(host, frame, 0);
            if (code >= 0) {
                code = av_frame_copy_props(host, frame);
            }
            if (code >= 0) {
                // On the card only the right and the lower edge could be cut.
                code = av_frame_apply_cropping(host, 0);
            }
            if (code < 0) {
                throw new RunError("the NVIDIA card does not give its picture: " + FFmpeg.message(code));
            }
            av_frame_unref(frame);
            av_frame_move_ref(frame, host);
        } finally {
            av_frame_free(host);
        }
    }
}
