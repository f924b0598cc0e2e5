package io.lynceus.processor.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avutil.AV_HWDEVICE_TYPE_CUDA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_CUDA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_NV12;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV444P;
import static org.bytedeco.ffmpeg.global.avutil.av_buffer_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_buffer_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_hwdevice_ctx_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_hwframe_ctx_alloc;

import io.lynceus.vision.pixels.YuvOnCard;
import java.util.Objects;
import org.bytedeco.ffmpeg.avutil.AVBufferRef;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVHWDeviceContext;
import org.bytedeco.ffmpeg.avutil.AVHWFramesContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.LongPointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** FFmpeg's own structures of a card, which it makes without one. */
class NvdecHomeTest {
    private final AVBufferRef device = av_hwdevice_ctx_alloc(AV_HWDEVICE_TYPE_CUDA);
    private final AVBufferRef frames = av_hwframe_ctx_alloc(device);
    private final AVFrame frame = av_frame_alloc();
    private final BytePointer pixels = new BytePointer(1);

    @AfterEach
    void free() {
        av_frame_free(frame);
        av_buffer_unref(frames);
        av_buffer_unref(device);
    }

    /** As FFmpeg's header has it: the context, then the stream. */
    @Test
    void aFrameSaysInWhichContextAndOnWhichStreamItWasMade() {
        AVHWDeviceContext context = new AVHWDeviceContext(device.data());
        new LongPointer(context.hwctx()).put(0, 0x1111L).put(1, 0x2222L);
        AVHWFramesContext pool = new AVHWFramesContext(frames.data());
        pool.format(AV_PIX_FMT_CUDA).sw_format(AV_PIX_FMT_NV12);
        frame.format(AV_PIX_FMT_CUDA).width(640).height(360);
        YuvOnCard ofNoPool = Nvdec.whereItLies(frame);
        frame.hw_frames_ctx(av_buffer_ref(frames));
        YuvOnCard withoutPixels = Nvdec.whereItLies(frame);
        frame.data(0, pixels).data(1, pixels);
        YuvOnCard picture = Objects.requireNonNull(Nvdec.whereItLies(frame));
        pool.sw_format(AV_PIX_FMT_YUV444P);
        YuvOnCard ofAnotherKind = Nvdec.whereItLies(frame);

        assertThat(picture.home()).isEqualTo(new YuvOnCard.Home(0x1111, 0x2222));
        assertThat(picture.width()).isEqualTo(640);
        assertThat(picture.bytes()).isEqualTo(1);
        assertThat(ofAnotherKind).isNull();
        assertThat(ofNoPool).isNull();
        assertThat(withoutPixels).isNull();
    }

    @Test
    void aDecodersDeviceGetsTheStreamThatItsWorkGoesOn() {
        AVHWDeviceContext context = new AVHWDeviceContext(device.data());
        Nvdec.streamOf(context, 0x3333);
        assertThat(new LongPointer(context.hwctx()).get(1)).isEqualTo(0x3333);
        assertThat(new LongPointer(context.hwctx()).get(0)).isZero();
    }
}
