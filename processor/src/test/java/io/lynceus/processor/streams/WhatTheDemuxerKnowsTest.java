package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_FRAME_CROPPING;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import io.lynceus.processor.decode.CodecClip;
import io.lynceus.schemas.EncodedPacketSerde;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.FrameDetections;
import io.lynceus.schemas.avro.FrameStatus;
import io.lynceus.schemas.avro.PacketSideData;
import io.lynceus.schemas.avro.PacketSideDataKind;
import io.lynceus.schemas.avro.StreamColour;
import io.lynceus.schemas.avro.StreamParameters;
import io.lynceus.vision.pixels.TestVideo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhatTheDemuxerKnowsTest {
    private static final int[] TURNED = {0, 1 << 16, 0, -(1 << 16), 0, 0, 0, 0, 1 << 30};

    @TempDir
    Path folder;

    @Test
    void keyframesCarryWhatTheContainerSaysOfItsStream() {
        Path clip = new TestVideo("mpeg4", "yuv420p")
                        .encoder(context -> {
                            context.max_b_frames(2);
                            context.sample_aspect_ratio(av_make_q(4, 3));
                        })
                        .stream(stream -> {
                            stream.codecpar().color_range(1);
                            stream.codecpar().color_primaries(9);
                            stream.codecpar().color_trc(14);
                            stream.codecpar().color_space(9);
                        })
                        .beside(AV_PKT_DATA_DISPLAYMATRIX, TURNED)
                        .write(folder.resolve("clip.mp4"), 64, 48, 12);
        List<EncodedPacket> packets = Clip.packets(clip, "cam", 1_000);
        assertThat(packets.get(1).getParameters()).isNull();
        EncodedPacket first = throughTheTopic(packets.get(0));
        StreamParameters parameters = first.getParameters();
        assertThat(parameters.getCodecTag()).isEqualTo(0x7634706d); // mp4v
        assertThat(parameters.getPixelFormat()).isEqualTo("yuv420p");
        assertThat(parameters.getVideoDelay()).isEqualTo(1);
        assertThat(parameters.getAspectNumerator()).isEqualTo(4);
        assertThat(parameters.getAspectDenominator()).isEqualTo(3);
        assertThat(parameters.getColour()).isEqualTo(new StreamColour(1, 9, 14, 9, 1));
        assertThat(parameters.getSideData()).singleElement().satisfies(data -> {
            assertThat(data.getKind()).isEqualTo(PacketSideDataKind.DISPLAY_MATRIX);
            int[] matrix = new int[9];
            data.getData().order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(matrix);
            assertThat(matrix).isEqualTo(TURNED);
        });
    }

    @Test
    void aPaletteComesWithEveryKeyframeSoThatDecodingStartsAtAnyOfThem() {
        Path clip = new TestVideo("smc", "pal8").write(folder.resolve("clip.mov"), 64, 48, 12);
        List<EncodedPacket> keyframes = Clip.packets(clip, "cam", 1_000).stream()
                .filter(EncodedPacket::getKeyframe)
                .toList();
        assertThat(keyframes)
                .hasSizeGreaterThan(1)
                .allSatisfy(packet -> assertThat(packet.getSideData())
                        .extracting(PacketSideData::getKind)
                        .containsExactly(PacketSideDataKind.PALETTE));
    }

    @Test
    void aPhoneMayBeTurnedInMidStream() {
        ByteBuffer matrix = ByteBuffer.allocate(36).order(ByteOrder.LITTLE_ENDIAN);
        matrix.asIntBuffer().put(TURNED);
        Path clip = new TestVideo("mpeg4", "yuv420p").write(folder.resolve("clip.mp4"), 64, 48, 12);
        List<EncodedPacket> packets = new ArrayList<>(Clip.packets(clip, "cam", 1_000));
        for (int i = 5; i < 9; i++) {
            packets.set(
                    i,
                    EncodedPacket.newBuilder(packets.get(i))
                            .setSideData(List.of(new PacketSideData(PacketSideDataKind.DISPLAY_MATRIX, matrix)))
                            .build());
        }
        try (Bench bench = new Bench(new FakeDetector(), FrameListener.NONE, folder.resolve("state"))) {
            assertThat(bench.send(packets))
                    .extracting(FrameDetections::getWidth)
                    .containsExactly(64, 64, 64, 64, 64, 48, 48, 48, 48, 64, 64, 64);
        }
    }

    @Test
    void packetsOfAnEarlierVersionAreDecodedAsBefore() {
        List<EncodedPacket> packets = Clip.packets(CodecClip.H264_MP4.in(folder), "cam", 1_000).stream()
                .map(packet -> EncodedPacket.newBuilder(packet)
                        .clearParameters()
                        .clearSideData()
                        .build())
                .toList();
        try (Bench bench = new Bench(new FakeDetector(), FrameListener.NONE, folder.resolve("state"))) {
            assertThat(bench.send(packets))
                    .hasSize(CodecClip.FRAMES)
                    .allMatch(event -> event.getStatus() == FrameStatus.DETECTED);
        }
    }

    @Test
    void anEventHasTheSizeOfWhatTheContainerLeavesOfThePicture() {
        Path clip = new TestVideo("ffv1", "yuv420p")
                .beside(AV_PKT_DATA_FRAME_CROPPING, 4, 8, 16, 2)
                .write(folder.resolve("clip.mkv"), 64, 48, 12);
        try (Bench bench = new Bench(new FakeDetector(), FrameListener.NONE, folder.resolve("state"))) {
            assertThat(bench.send(Clip.packets(clip, "cam", 1_000)))
                    .hasSize(12)
                    .allMatch(event -> event.getStatus() == FrameStatus.DETECTED)
                    .allMatch(event -> event.getWidth() == 46 && event.getHeight() == 36);
        }
    }

    private static EncodedPacket throughTheTopic(EncodedPacket packet) {
        try (EncodedPacketSerde serde = new EncodedPacketSerde()) {
            return serde.deserializer().deserialize("t", serde.serializer().serialize("t", packet));
        }
    }
}
