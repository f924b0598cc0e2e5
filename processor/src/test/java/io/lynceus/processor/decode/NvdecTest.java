package io.lynceus.processor.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.capture.Packet;
import io.lynceus.processor.decode.DecodeRun.Outcome;
import io.lynceus.vision.pixels.DecodedFrame;
import io.lynceus.vision.pixels.Slot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Needs an NVIDIA card whose chip decodes H.264, H.265, VP9, AV1 and JPEG. */
@Tag("gpu")
class NvdecTest {
    private static final int SIDE = 128;

    private final List<String> told = new ArrayList<>();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"h264.mp4", "h264-open-gop.mp4", "h264-interlaced.mp4", "hevc-160.mp4", "vp9.webm"})
    void theChipGivesThePicturesOfTheCpu(String name) throws IOException {
        Clip clip = clip(name);
        Map<Long, Outcome> onCpu = DecodeRun.of(clip.format(), all(clip));
        assertThat(onChip(clip, all(clip))).isEqualTo(onCpu);
        assertThat(DecodeRun.pictures(onCpu)).hasSize(CodecClip.FRAMES);
        assertThat(told).isEmpty();
    }

    /** FFmpeg's decoder refused it on an H100; where it does not, pictures that are shown later are told apart here. */
    @Test
    void av1HasThePicturesOfTheCpuWhoeverDecodesIt() throws IOException {
        Clip clip = clip("av1-shown-later.mp4");
        assertThat(onChip(clip, all(clip))).isEqualTo(DecodeRun.of(clip.format(), all(clip)));
    }

    /** With values that differ by 2 at most: the standard leaves decoders the rounding. */
    @Test
    void aPictureComesOfEachJpeg() throws IOException {
        Clip clip = clip("mjpeg.avi");
        assertThat(DecodeRun.pictures(onChip(clip, all(clip)))).hasSize(CodecClip.FRAMES);
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"h264.mp4", "h264-open-gop.mp4", "hevc-160.mp4"})
    void whatBuildsOnAPacketThatNeverCameIsNotShownEither(String name) throws IOException {
        Clip clip = clip(name);
        for (int gone = 0; gone < clip.packets().size(); gone++) {
            List<@Nullable Packet> packets = all(clip);
            packets.set(gone, null);
            assertThat(onChip(clip, packets)).as("without %d", gone).isEqualTo(DecodeRun.of(clip.format(), packets));
        }
    }

    /** 64x64 is less than the chip takes of H.265. */
    @Test
    void whatTheChipRefusesIsDecodedOnTheCpuAndSaidOnce() throws IOException {
        Clip clip = clip("hevc-open-gop.mp4");
        assertThat(onChip(clip, all(clip))).isEqualTo(DecodeRun.of(clip.format(), all(clip)));
        assertThat(told).containsExactly("decoded on the CPU, for NVDEC takes no such hevc stream");
    }

    /** What people see is fetched whole: the CPU's to the last bit. */
    @ParameterizedTest
    @ValueSource(strings = {"h264.mp4", "h264-open-gop.mp4", "h264-interlaced.mp4", "hevc-160.mp4", "vp9.webm"})
    void picturesThatStayOnTheCardAreTheCpusToo(String name) throws IOException {
        Clip clip = clip(name);
        try (Decoder decoder = direct().open(clip.format())) {
            assertThat(DecodeRun.of(decoder, all(clip))).isEqualTo(DecodeRun.of(clip.format(), all(clip)));
        }
        assertThat(told).isEmpty();
    }

    /** What a network is given is scaled by the card: a value may differ by 1. */
    @ParameterizedTest
    @ValueSource(strings = {"h264.mp4", "hevc-160.mp4", "vp9.webm"})
    void theCardScalesAsTheCpuDoes(String name) throws IOException {
        Clip clip = clip(name);
        List<byte[]> wanted = inputs(clip, Decoders.ON_CPU, false);
        List<byte[]> got = inputs(clip, direct(), true);
        assertThat(got).hasSameSizeAs(wanted);
        for (int i = 0; i < got.size(); i++) {
            assertThat(largestDifference(wanted.get(i), got.get(i)))
                    .as("picture %d", i)
                    .isLessThanOrEqualTo(1);
        }
    }

    private static List<byte[]> inputs(Clip clip, Decoders decoders, boolean onCard) {
        List<byte[]> inputs = new ArrayList<>();
        try (Decoder decoder = decoders.open(clip.format())) {
            long tag = 0;
            for (Packet packet : clip.packets()) {
                decoder.send(ByteBuffer.wrap(packet.data()), packet.keyframe(), packet.pts(), packet.beside(), tag++);
                receive(decoder, inputs, onCard);
            }
            decoder.drain();
            receive(decoder, inputs, onCard);
        }
        return inputs;
    }

    private static void receive(Decoder decoder, List<byte[]> inputs, boolean onCard) {
        for (Decoded decoded = decoder.receive(); decoded != null; decoded = decoder.receive()) {
            if (decoded instanceof OneFrame one) {
                try (DecodedFrame frame = one.frame()) {
                    assertThat(frame.onCard() != null).isEqualTo(onCard);
                    ByteBuffer memory = ByteBuffer.allocateDirect(3 * SIDE * SIDE);
                    frame.into(new Slot(memory, SIDE, SIDE));
                    byte[] input = new byte[memory.capacity()];
                    memory.get(0, input);
                    inputs.add(input);
                }
            }
        }
    }

    private static int largestDifference(byte[] a, byte[] b) {
        int largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs((a[i] & 0xff) - (b[i] & 0xff)));
        }
        return largest;
    }

    private Decoders direct() {
        return Decoders.of(DecoderKind.NVDEC_DIRECT, told::add);
    }

    @Test
    void camerasThatComeAndGoLeaveRoomOnTheCard() throws IOException {
        Clip clip = clip("h264.mp4");
        for (int i = 0; i < 200; i++) {
            assertThat(DecodeRun.pictures(onChip(clip, all(clip)))).hasSize(CodecClip.FRAMES);
        }
        assertThat(told).isEmpty();
    }

    private Map<Long, Outcome> onChip(Clip clip, List<@Nullable Packet> packets) {
        try (Decoder decoder = Decoders.of(DecoderKind.NVDEC, told::add).open(clip.format())) {
            return DecodeRun.of(decoder, packets);
        }
    }

    private Clip clip(String name) throws IOException {
        Path file = folder.resolve(name);
        switch (name) {
            case "h264.mp4" -> TestClips.write(file, 192, 160, CodecClip.FRAMES, "libopenh264");
            case "vp9.webm" -> TestClips.write(file, 192, 160, CodecClip.FRAMES, "libvpx-vp9");
            case "mjpeg.avi" -> TestClips.write(file, 192, 160, CodecClip.FRAMES, "mjpeg");
            default -> {
                try (InputStream resource =
                        Objects.requireNonNull(NvdecTest.class.getResourceAsStream("/clips/" + name), name)) {
                    Files.write(file, resource.readAllBytes());
                }
            }
        }
        return Clip.read(file);
    }

    private static List<@Nullable Packet> all(Clip clip) {
        return new ArrayList<>(clip.packets());
    }
}
