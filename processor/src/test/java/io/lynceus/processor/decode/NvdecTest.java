package io.lynceus.processor.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.capture.Packet;
import io.lynceus.processor.decode.DecodeRun.Outcome;
import java.io.IOException;
import java.io.InputStream;
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
