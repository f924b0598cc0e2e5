package io.lynceus.vision.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_NV12;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_P010LE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_P016LE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV444P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.util.Objects;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class YuvOnCardTest {
    private static final YuvOnCard.Home HOME = new YuvOnCard.Home(11, 22);

    private final AVFrame frame = av_frame_alloc();

    YuvOnCardTest() {
        frame.width(1920);
        frame.height(1080);
        frame.data(0, at(0x7f00_0000_0000L));
        frame.data(1, at(0x7f00_0040_0000L));
        frame.linesize(0, 2048);
        frame.linesize(1, 2560);
        frame.colorspace(AVCOL_SPC_BT709);
        frame.color_range(AVCOL_RANGE_MPEG);
    }

    @AfterEach
    void free() {
        av_frame_free(frame);
    }

    /** The decoder's rows are longer than the picture's, and its planes need not follow one another. */
    @Test
    void planesLieWhereTheFrameSays() {
        YuvOnCard picture = picture(AV_PIX_FMT_NV12);
        assertThat(picture)
                .isEqualTo(new YuvOnCard(
                        0x7f00_0000_0000L,
                        2048,
                        0x7f00_0040_0000L,
                        2560,
                        1920,
                        1080,
                        1,
                        false,
                        117489,
                        138438,
                        13975,
                        34925,
                        HOME));
    }

    @Test
    void tenAndTwelveBitsLieInTheUpperOnesOfTwoBytes() {
        assertThat(picture(AV_PIX_FMT_P010LE).bytes()).isEqualTo(2);
        assertThat(picture(AV_PIX_FMT_P016LE).bytes()).isEqualTo(2);
    }

    @Test
    void rangeAndMatrixAreTheFramesOwn() {
        frame.color_range(AVCOL_RANGE_JPEG);
        frame.colorspace(AVCOL_SPC_UNSPECIFIED);
        YuvOnCard picture = picture(AV_PIX_FMT_NV12);
        assertThat(picture.fullRange()).isTrue();
        assertThat(picture.redOfV()).as("BT.601").isEqualTo(104597);
    }

    @Test
    void otherPixelsAreNotForTheKernel() {
        assertThat(YuvOnCard.of(frame, AV_PIX_FMT_YUV444P, HOME)).isNull();
        frame.width(0);
        assertThat(YuvOnCard.of(frame, AV_PIX_FMT_NV12, HOME)).isNull();
    }

    private YuvOnCard picture(int pixels) {
        return Objects.requireNonNull(YuvOnCard.of(frame, pixels, HOME));
    }

    private YuvOnCard of(int format) {
        return Objects.requireNonNull(YuvOnCard.of(frame, format, HOME));
    }

    private static BytePointer at(long place) {
        return new BytePointer(new Pointer() {
            {
                this.address = place;
            }
        });
    }
}
