package io.lynceus.processor.decode;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.processor.capture.Packet;
import io.lynceus.processor.decode.DecodeRun.Outcome;
import io.lynceus.vision.UserError;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DecoderTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(CodecClip.class)
    void everyPacketComesBackOnceAsItsFrame(CodecClip codec) {
        Clip clip = Clip.read(codec.in(folder));
        assertThat(clip.packets()).hasSize(CodecClip.FRAMES + codec.hidden());
        Map<Long, Outcome> outcomes = DecodeRun.of(clip.format(), all(clip));
        assertThat(outcomes.keySet())
                .containsExactlyInAnyOrderElementsOf(tags(clip.packets().size()));
        assertThat(DecodeRun.pictures(outcomes)).hasSize(CodecClip.FRAMES);
        if (codec.reorders()) {
            assertThat(DecodeRun.pictures(outcomes)).isNotEqualTo(tags(CodecClip.FRAMES));
        }
    }

    @Test
    void aPacketInTheMidstOfALargerBufferIsReadWhereItLiesAndTheBufferStaysAsItIs() {
        Clip clip = Clip.read(CodecClip.H264_OPEN_GOP.in(folder));
        Map<Long, Outcome> whole = DecodeRun.of(clip.format(), all(clip));
        try (Decoder decoder = new Decoder(clip.format())) {
            Map<Long, Outcome> outcomes = DecodeRun.of(decoder, all(clip), data -> {
                ByteBuffer larger = ByteBuffer.allocate(data.length + 20).put(7, data);
                return larger.position(7).limit(7 + data.length);
            });
            assertThat(outcomes).isEqualTo(whole);
        }
    }

    @Test
    void aDecoderThatDoesNotStartLeavesNoNativeMemory() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms64m",
                        "-Xmx64m",
                        "-XX:+AlwaysPreTouch",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FailedStarts.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String grown = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(child.waitFor()).isZero();
        assertThat(Long.parseLong(grown)).isLessThan(FailedStarts.TIMES * 200L);
    }

    /** FFmpeg's scaler says that it takes them, and ends the process or fails. */
    @ParameterizedTest
    @CsvSource({"yaf32le, 4, 8", "yaf32be, 4, 8", "bayer_rggb8, 1, 1"})
    void aPictureThatCannotBeScaledIsNoFrame(String pixels, int height, int bytesPerPixel) {
        StreamParameters parameters =
                new StreamParameters(0, pixels, 0, -99, -99, 0, 0, 0, 1, Colour.UNSPECIFIED, List.of());
        StreamFormat format = new StreamFormat("rawvideo", null, 4, height, parameters);
        Packet packet = new Packet(format, new byte[4 * height * bytesPerPixel], null, null, 0, true, null);
        assertThat(DecodeRun.of(format, List.of(packet, packet)).values())
                .hasSize(2)
                .allSatisfy(outcome -> assertThat(outcome.picture()).isNull());
    }

    @Test
    void aFrameThatIsNotShownIsSaidToBeOne() {
        Clip clip = Clip.read(CodecClip.VP8_ALT_REF.in(folder));
        assertThat(DecodeRun.of(clip.format(), all(clip)).values())
                .filteredOn(outcome -> outcome.picture() == null)
                .containsExactly(
                        new Outcome(null, false, Contents.HIDDEN.fate()),
                        new Outcome(null, false, Contents.HIDDEN.fate()));
    }

    /** VP9 bitstream specification, 6.2: frame_marker 2, profile 0, show_existing_frame 1, the first of eight. */
    @Test
    void aPictureThatIsShownAgainIsTheFrameOfTheLaterPacket() {
        Clip clip = Clip.read(CodecClip.VP9.in(folder));
        List<@Nullable Packet> packets = all(clip);
        packets.add(6, with(clip.packets().get(6), new byte[] {(byte) 0x88}));
        Map<Long, Outcome> outcomes = DecodeRun.of(clip.format(), packets);
        assertThat(DecodeRun.pictures(outcomes)).isEqualTo(tags(CodecClip.FRAMES + 1));
    }

    @Test
    void aPictureInTwoPacketsIsOneFrameAndTheOtherFieldSaysSo() {
        try (Decoder decoder = new Decoder(new StreamFormat("h264", null, 16, 32))) {
            List<@Nullable Packet> packets = new ArrayList<>();
            StreamFormat format = new StreamFormat("h264", null, 16, 32);
            for (byte[] data : FieldPackets.of(40)) {
                packets.add(new Packet(format, data, null, null, 0, packets.isEmpty(), null));
            }
            Map<Long, Outcome> outcomes = DecodeRun.of(decoder, packets);
            assertThat(outcomes).hasSize(80);
            assertThat(DecodeRun.pictures(outcomes)).hasSize(40);
            assertThat(outcomes.values())
                    .filteredOn(outcome -> outcome.picture() == null)
                    .allMatch(outcome -> outcome.equals(new Outcome(null, false, Contents.FIELD.fate())));
        }
    }

    @Test
    void aPacketOfParameterSetsAloneIsNotDamage() {
        Clip clip = Clip.read(CodecClip.H264_TS.in(folder));
        List<@Nullable Packet> packets = all(clip);
        // A delimiter and a filler.
        packets.add(5, with(clip.packets().get(5), new byte[] {0, 0, 1, 9, 16, 0, 0, 1, 0x6c, 1, 1}));
        Map<Long, Outcome> outcomes = DecodeRun.of(clip.format(), packets);
        assertThat(outcomes.get(5L)).isEqualTo(new Outcome(null, false, Contents.NOTHING.fate()));
        assertThat(DecodeRun.pictures(outcomes)).hasSize(CodecClip.FRAMES);
    }

    @Test
    void bytesThatADecoderTakesForTheEndAreNotTheEnd() {
        Clip clip = Clip.read(new CodecKind("gif", "rgb8", "gif").write(folder, 9));
        List<@Nullable Packet> packets = all(clip);
        packets.add(5, with(clip.packets().get(5), new byte[] {0x3b}));
        Map<Long, Outcome> outcomes = DecodeRun.of(clip.format(), packets);
        assertThat(outcomes).hasSize(10);
        assertThat(Objects.requireNonNull(outcomes.get(5L)).broken()).isTrue();
    }

    @Test
    void aPictureThatIsNotCodedIsNotDamage() {
        Clip clip = Clip.read(CodecClip.MPEG4_AVI.in(folder));
        List<@Nullable Packet> packets = all(clip);
        packets.add(5, with(clip.packets().get(5), new byte[] {0, 0, 1, (byte) 0xb6, 0x51, (byte) 0x9f}));
        Map<Long, Outcome> outcomes = DecodeRun.of(clip.format(), packets);
        assertThat(outcomes.get(5L)).isEqualTo(new Outcome(null, false, Contents.REPEAT.fate()));
        assertThat(DecodeRun.pictures(outcomes)).hasSize(CodecClip.FRAMES);
    }

    @ParameterizedTest
    @EnumSource(
            value = CodecClip.class,
            names = {"H264_MP4", "H264_TS", "H264_OPEN_GOP", "H264_INTERLACED", "HEVC_OPEN_GOP"})
    void whatBuildsOnAPacketThatNeverCameIsNotShown(CodecClip codec) {
        Clip clip = Clip.read(codec.in(folder));
        Map<Long, Outcome> undisturbed = DecodeRun.of(clip.format(), all(clip));
        for (int i = 0; i < clip.packets().size(); i++) {
            int gone = i;
            List<@Nullable Packet> packets = all(clip);
            packets.set(gone, null);
            Map<Long, Outcome> outcomes = DecodeRun.of(clip.format(), packets);
            assertThat(outcomes).hasSize(packets.size() - 1);
            assertThat(DecodeRun.pictures(outcomes))
                    .allSatisfy(
                            tag -> assertThat(outcomes.get(tag)).as("%s", tag).isEqualTo(undisturbed.get(tag)));
            if (keyframeAfter(packets, gone)) {
                assertThat(requireNonNull(outcomes.get(packets.size() - 1L)).picture())
                        .as("without %d the rest is lost only up to the next keyframe", gone)
                        .isNotNull();
            }
        }
    }

    private static boolean keyframeAfter(List<@Nullable Packet> packets, int gone) {
        return packets.stream().skip(gone + 1L).anyMatch(packet -> packet != null && packet.keyframe());
    }

    @Test
    void reorderedFramesKeepTheTagsOfTheirPackets() {
        for (CodecClip codec : List.of(CodecClip.MPEG4_B_FRAMES_AVI, CodecClip.MPEG4_B_FRAMES_MP4)) {
            Clip clip = Clip.read(codec.in(folder));
            // Decoding order P B B: the P packet comes first and its frame is shown after those of the B packets.
            assertThat(DecodeRun.pictures(DecodeRun.of(clip.format(), all(clip))))
                    .startsWith(0L, 2L, 3L, 1L, 5L, 6L, 4L);
        }
    }

    @Test
    void afterDrainItGoesOnWithTheNextKeyframe() {
        Clip clip = Clip.read(CodecClip.MPEG4_B_FRAMES_MP4.in(folder));
        try (Decoder decoder = new Decoder(clip.format())) {
            for (int epoch = 0; epoch < 3; epoch++) {
                assertThat(DecodeRun.pictures(DecodeRun.of(decoder, all(clip)))).hasSize(CodecClip.FRAMES);
            }
        }
    }

    @Test
    void aDamagedPacketIsSaidAndTheRestIsDecoded() {
        Clip clip = Clip.read(CodecClip.MJPEG.in(folder));
        List<@Nullable Packet> packets = all(clip);
        packets.set(4, with(clip.packets().get(4), new byte[] {1, 2, 3}));
        packets.set(6, with(clip.packets().get(6), new byte[0]));
        Map<Long, Outcome> outcomes = DecodeRun.of(clip.format(), packets);
        assertThat(outcomes.keySet()).containsExactlyElementsOf(tags(CodecClip.FRAMES));
        assertThat(DecodeRun.pictures(outcomes)).hasSize(CodecClip.FRAMES - 2).doesNotContain(4L, 6L);
    }

    @ParameterizedTest
    @EnumSource(
            value = CodecClip.class,
            names = {"H264_TS", "HEVC_OPEN_GOP", "MPEG4_AVI", "VP8", "VP9", "AV1"})
    void afterADamagedPictureNothingIsShownUpToTheNextKeyframe(CodecClip codec) {
        Clip clip = Clip.read(codec.in(folder));
        List<@Nullable Packet> packets = all(clip);
        packets.set(4, with(clip.packets().get(4), new byte[] {0, 0, 1, 2, 3}));
        Map<Long, Outcome> outcomes = DecodeRun.of(clip.format(), packets);
        assertThat(outcomes).hasSize(packets.size());
        if (!clip.packets().get(5).keyframe()) {
            assertThat(DecodeRun.pictures(outcomes)).doesNotContain(5L);
        }
        Map<Long, Outcome> undisturbed = DecodeRun.of(clip.format(), all(clip));
        assertThat(DecodeRun.pictures(outcomes))
                .doesNotContain(4L)
                .allSatisfy(tag -> assertThat(outcomes.get(tag)).isEqualTo(undisturbed.get(tag)));
    }

    @Test
    void packetsBeforeTheFirstKeyframeComeBackToo() {
        Clip clip = Clip.read(CodecClip.H264_MP4.in(folder));
        Map<Long, Outcome> outcomes = DecodeRun.of(clip.format(), all(clip).subList(1, 20));
        assertThat(outcomes.keySet()).containsExactlyInAnyOrderElementsOf(tags(19));
    }

    @Test
    void anUnknownCodecIsSaidInOneLine() {
        assertThatThrownBy(() -> new Decoder(new StreamFormat("h999", null, 16, 16)))
                .isInstanceOf(UserError.class)
                .hasMessage("no decoder for codec 'h999'");
    }

    private static List<@Nullable Packet> all(Clip clip) {
        return new ArrayList<>(clip.packets());
    }

    private static Packet with(Packet packet, byte[] data) {
        return new Packet(
                packet.format(),
                data,
                packet.pts(),
                packet.dts(),
                packet.duration(),
                packet.keyframe(),
                packet.senderMicros(),
                packet.beside());
    }

    private static List<Long> tags(long to) {
        return LongStream.range(0, to).boxed().toList();
    }
}
