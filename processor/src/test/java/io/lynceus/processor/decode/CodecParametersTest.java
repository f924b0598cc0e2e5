package io.lynceus.processor.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.junit.jupiter.api.Test;

class CodecParametersTest {
    private static final StreamFormat EVERYTHING = new StreamFormat(
            "rawvideo",
            null,
            64,
            48,
            new StreamParameters(
                    0x32595559,
                    "yuyv422",
                    16,
                    3,
                    41,
                    2,
                    2,
                    4,
                    3,
                    new Colour(2, 9, 16, 10, 3),
                    List.of(
                            new SideData(SideData.Kind.DISPLAY_MATRIX, bytes(36)),
                            new SideData(SideData.Kind.FRAME_CROPPING, bytes(16)),
                            new SideData(SideData.Kind.PALETTE, bytes(1024)))));

    @Test
    void aDecoderIsToldEverythingThatTheDemuxerSaid() {
        assertThat(told(EVERYTHING)).isEqualTo(EVERYTHING);
    }

    @Test
    void ofAPacketOfAnEarlierVersionItKnowsCodecAndSize() {
        StreamFormat told = told(new StreamFormat("h264", null, 64, 48));
        assertThat(told.codec()).isEqualTo("h264");
        assertThat(told.width()).isEqualTo(64);
        assertThat(told.parameters())
                .isEqualTo(new StreamParameters(0, null, 0, -99, -99, 0, 0, 0, 1, Colour.UNSPECIFIED, List.of()));
    }

    @Test
    void numbersThatFFmpegDoesNotKnowAreLeftOut() {
        StreamFormat wild = new StreamFormat(
                "h264",
                null,
                64,
                48,
                new StreamParameters(
                        -1,
                        "no-such-format",
                        1 << 30,
                        1 << 30,
                        -1,
                        77,
                        1 << 30,
                        -4,
                        0,
                        new Colour(99, -1, 1 << 30, 255, 7),
                        List.of(
                                new SideData(SideData.Kind.DISPLAY_MATRIX, bytes(35)),
                                new SideData(SideData.Kind.FRAME_CROPPING, bytes(0)))));
        StreamParameters told = Objects.requireNonNull(told(wild).parameters());
        assertThat(told.pixelFormat()).isNull();
        assertThat(told.fieldOrder()).isZero();
        assertThat(told.videoDelay()).isEqualTo(16);
        assertThat(told.colour()).isEqualTo(Colour.UNSPECIFIED);
        assertThat(told.sideData()).isEmpty();
    }

    private static StreamFormat told(StreamFormat format) {
        AVCodecContext context = avcodec_alloc_context3(new AVCodec(null));
        AVCodecParameters parameters = avcodec_parameters_alloc();
        try {
            CodecParameters.write(format, context);
            avcodec_parameters_from_context(parameters, context);
            return CodecParameters.read(parameters);
        } finally {
            avcodec_parameters_free(parameters);
            avcodec_free_context(context);
        }
    }

    private static ByteBuffer bytes(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) i;
        }
        return ByteBuffer.wrap(bytes);
    }
}
