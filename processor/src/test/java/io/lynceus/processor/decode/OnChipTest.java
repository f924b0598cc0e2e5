package io.lynceus.processor.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder_by_name;

import io.lynceus.processor.capture.Packet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OnChipTest {
    private final List<String> told = new ArrayList<>();

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(
            value = DecoderKind.class,
            names = {"AUTO", "CPU"})
    void noChipIsLookedForUnlessItIsAskedFor(DecoderKind kind) {
        Decoders decoders = OnChip.decoders(
                kind,
                () -> {
                    throw new AssertionError("looked for");
                },
                told::add);
        assertThat(decoders).isSameAs(Decoders.ON_CPU);
        assertThat(told).isEmpty();
    }

    @Test
    void whereThereIsNoChipTheCpuDecodesAndThatIsSaid() {
        Decoders decoders = OnChip.decoders(DecoderKind.NVDEC, () -> new FakeChip("no card", true), told::add);
        assertThat(decoders).isSameAs(Decoders.ON_CPU);
        assertThat(told).containsExactly("decoded on the CPU, for NVDEC cannot work here: no card");
    }

    @Test
    void whatTheChipDecodedIsFetched() {
        Clip clip = Clip.read(CodecClip.H264_MP4.in(folder));
        FakeChip chip = new FakeChip(null, true);
        assertThat(run(clip, chip)).isEqualTo(DecodeRun.of(clip.format(), all(clip)));
        assertThat(chip.fetched).isEqualTo(CodecClip.FRAMES);
        assertThat(told).isEmpty();
    }

    @Test
    void aStreamThatFFmpegDecodesOnTheCpuAllTheSameIsSaidOnce() {
        Clip clip = Clip.read(CodecClip.H264_MP4.in(folder));
        FakeChip chip = new FakeChip(null, false);
        Decoders decoders = OnChip.decoders(DecoderKind.NVDEC, () -> chip, told::add);
        for (int i = 0; i < 2; i++) {
            try (Decoder decoder = decoders.open(clip.format())) {
                assertThat(DecodeRun.pictures(DecodeRun.of(decoder, all(clip)))).hasSize(CodecClip.FRAMES);
            }
        }
        assertThat(told).containsExactly("decoded on the CPU, for NVDEC takes no such h264 stream");
    }

    @Test
    void aCodecThatIsNoneOfTheChipsIsDecodedOnTheCpu() {
        Clip clip = Clip.read(CodecClip.VP8.in(folder));
        assertThat(run(clip, new FakeChip(null, false))).isEqualTo(DecodeRun.of(clip.format(), all(clip)));
        assertThat(told).containsExactly("decoded on the CPU, for NVDEC takes no such vp8 stream");
    }

    /** FFmpeg's own decoder of AV1 works on a chip or not at all, and has none here. */
    @Test
    void aDecoderThatRefusesTheStreamIsFollowedByTheCpusFromTheSamePacketOn() {
        Clip clip = Clip.read(CodecClip.AV1.in(folder));
        assertThat(run(clip, new FakeChip(null, true))).isEqualTo(DecodeRun.of(clip.format(), all(clip)));
        assertThat(told).containsExactly("decoded on the CPU, for NVDEC takes no such av1 stream");
    }

    @Test
    void eachCameraHasItsOwnAndEachReasonIsSaidOnce() {
        CameraDecoders cameras =
                new CameraDecoders(camera -> camera.equals("gate") ? DecoderKind.NVDEC : DecoderKind.CPU, told::add);
        assertThat(cameras.of("yard")).isSameAs(Decoders.ON_CPU);
        cameras.of("gate");
        cameras.of("gate");
        assertThat(told).hasSizeLessThanOrEqualTo(1).allMatch(line -> line.startsWith("camera gate is decoded on"));
    }

    private Map<Long, DecodeRun.Outcome> run(Clip clip, Chip chip) {
        try (Decoder decoder =
                OnChip.decoders(DecoderKind.NVDEC, () -> chip, told::add).open(clip.format())) {
            return DecodeRun.of(decoder, all(clip));
        }
    }

    private static List<@Nullable Packet> all(Clip clip) {
        return new ArrayList<>(clip.packets());
    }

    /** Hands nothing to any chip: FFmpeg's decoders work on the CPU, and the pictures lie in host memory already. */
    private static final class FakeChip implements Chip {
        private final @Nullable String reason;
        private final boolean holding;
        private int fetched;

        FakeChip(@Nullable String reason, boolean holding) {
            this.reason = reason;
            this.holding = holding;
        }

        @Override
        public @Nullable String reason() {
            return reason;
        }

        @Override
        public @Nullable AVCodec decoder(String codec) {
            return codec.equals("vp8") ? null : avcodec_find_decoder_by_name(codec);
        }

        @Override
        public void attach(AVCodecContext context) {}

        @Override
        public boolean holds(AVFrame frame) {
            return holding;
        }

        @Override
        public void fetch(AVFrame frame) {
            fetched++;
        }
    }
}
