package io.lynceus.processor.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder_by_name;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_NV12;

import io.lynceus.processor.capture.Packet;
import io.lynceus.vision.pixels.CroppedClip;
import io.lynceus.vision.pixels.DecodedFrame;
import io.lynceus.vision.pixels.Slot;
import io.lynceus.vision.pixels.YuvOnCard;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
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

    @Test
    void picturesOfADirectDecoderStayOnTheCardUntilPeopleWantThem() {
        Clip clip = Clip.read(CodecClip.H264_MP4.in(folder));
        FakeChip chip = new FakeChip(null, true);
        try (Decoder decoder = direct(chip).open(clip.format())) {
            Packet first = clip.packets().get(0);
            decoder.send(ByteBuffer.wrap(first.data()), first.keyframe(), first.pts(), first.beside(), 1);
            decoder.drain();
            OneFrame one = (OneFrame) Objects.requireNonNull(decoder.receive());
            try (DecodedFrame frame = one.frame()) {
                assertThat(frame.onCard()).isNotNull();
                assertThat(frame.width()).isEqualTo(64);
                frame.into(slot());
                assertThat(chip.scaled).isEqualTo(1);
                assertThat(chip.fetched).isZero();
                frame.picture(64, 64);
                frame.picture(32, 32);
                assertThat(chip.fetched).isEqualTo(1);
            }
        }
        assertThat(chip.attachedDirect).isTrue();
        assertThat(told).isEmpty();
    }

    @Test
    void anIndirectDecodersPicturesLieOnNoCard() {
        Clip clip = Clip.read(CodecClip.H264_MP4.in(folder));
        FakeChip chip = new FakeChip(null, true);
        run(clip, chip);
        assertThat(chip.attachedDirect).isFalse();
        assertThat(chip.left).isZero();
    }

    /** The same packets are broken, and the same pictures whole, whichever packet never came. */
    @ParameterizedTest
    @EnumSource(
            value = CodecClip.class,
            names = {"H264_MP4", "H264_OPEN_GOP", "HEVC_OPEN_GOP", "VP9", "MJPEG"})
    void whatIsDamagedIsDamagedOnTheCardToo(CodecClip kind) {
        Clip clip = Clip.read(kind.in(folder));
        for (int gone = 0; gone < clip.packets().size(); gone += 5) {
            List<@Nullable Packet> packets = all(clip);
            packets.set(gone, null);
            FakeChip chip = new FakeChip(null, true);
            try (Decoder decoder = direct(chip).open(clip.format())) {
                assertThat(DecodeRun.of(decoder, packets))
                        .as("without %d", gone)
                        .isEqualTo(DecodeRun.of(clip.format(), packets));
            }
            assertThat(chip.left).isPositive();
        }
    }

    @Test
    void picturesOfAKindThatNothingReadsThereAreFetched() {
        Clip clip = Clip.read(CodecClip.H264_MP4.in(folder));
        FakeChip chip = new FakeChip(null, true);
        chip.readable = false;
        assertThat(runDirect(clip, chip)).isEqualTo(DecodeRun.of(clip.format(), all(clip)));
        assertThat(chip.fetched).isEqualTo(CodecClip.FRAMES);
    }

    @Test
    void whatTheContainerCutsIsFetched() throws IOException {
        Clip clip = Clip.read(CroppedClip.make(folder).file());
        FakeChip chip = new FakeChip(null, true);
        assertThat(runDirect(clip, chip)).isEqualTo(DecodeRun.of(clip.format(), all(clip)));
        assertThat(chip.fetched).isPositive();
        assertThat(chip.left).isZero();
    }

    @Test
    void whereTheCardCannotScalePicturesAreFetchedAndThatIsSaid() {
        Clip clip = Clip.read(CodecClip.H264_MP4.in(folder));
        FakeChip chip = new FakeChip(null, true);
        chip.directReason = "libnvrtc.so.13 is missing";
        assertThat(runDirect(clip, chip)).isEqualTo(DecodeRun.of(clip.format(), all(clip)));
        assertThat(chip.attachedDirect).isFalse();
        assertThat(chip.fetched).isEqualTo(CodecClip.FRAMES);
        assertThat(told)
                .containsExactly("decoded by NVDEC and fetched to host memory, for the card cannot scale pictures:"
                        + " libnvrtc.so.13 is missing");
    }

    @Test
    void whatTheChipRefusesADirectDecoderDecodesOnTheCpu() {
        Clip clip = Clip.read(CodecClip.AV1.in(folder));
        assertThat(runDirect(clip, new FakeChip(null, true))).isEqualTo(DecodeRun.of(clip.format(), all(clip)));
        assertThat(told).containsExactly("decoded on the CPU, for NVDEC takes no such av1 stream");
    }

    private Decoders direct(Chip chip) {
        return OnChip.decoders(DecoderKind.NVDEC_DIRECT, () -> chip, told::add);
    }

    private Map<Long, DecodeRun.Outcome> runDirect(Clip clip, Chip chip) {
        try (Decoder decoder = direct(chip).open(clip.format())) {
            return DecodeRun.of(decoder, all(clip));
        }
    }

    private static Slot slot() {
        return new Slot(ByteBuffer.allocateDirect(3 * 64 * 64), 64, 64);
    }

    /** Hands nothing to any chip: FFmpeg's decoders work on the CPU, and the pictures lie in host memory already. */
    private static final class FakeChip implements Chip {
        private final @Nullable String reason;
        private final boolean holding;
        private @Nullable String directReason;
        private boolean readable = true;
        private boolean attachedDirect;
        private int fetched;
        private int left;
        private int scaled;

        FakeChip(@Nullable String reason, boolean holding) {
            this.reason = reason;
            this.holding = holding;
        }

        @Override
        public @Nullable String reason() {
            return reason;
        }

        @Override
        public @Nullable String directReason() {
            return directReason;
        }

        @Override
        public @Nullable AVCodec decoder(String codec) {
            return codec.equals("vp8") ? null : avcodec_find_decoder_by_name(codec);
        }

        @Override
        public void attach(AVCodecContext context, boolean direct) {
            attachedDirect = direct;
        }

        @Override
        public boolean holds(AVFrame frame) {
            return holding;
        }

        @Override
        public @Nullable YuvOnCard onCard(AVFrame frame) {
            left += readable ? 1 : 0;
            return readable ? YuvOnCard.of(frame, AV_PIX_FMT_NV12, new YuvOnCard.Home(1, 2)) : null;
        }

        @Override
        public void fetch(AVFrame frame) {
            fetched++;
        }

        @Override
        public void scaled(YuvOnCard picture, int width, int height, Consumer<ByteBuffer> planes) {
            scaled++;
            planes.accept(ByteBuffer.allocateDirect(3 * width * height));
        }
    }
}
