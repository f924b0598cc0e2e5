package io.lynceus.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_new;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import io.lynceus.schemas.EncodedPacketSerde;
import io.lynceus.schemas.avro.EncodedPacket;
import io.lynceus.schemas.avro.PacketSideDataKind;
import io.lynceus.schemas.avro.StreamColour;
import io.lynceus.schemas.avro.StreamParameters;
import io.lynceus.vision.pixels.TestVideo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
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
                            turn(stream);
                        })
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

    private static EncodedPacket throughTheTopic(EncodedPacket packet) {
        try (EncodedPacketSerde serde = new EncodedPacketSerde()) {
            return serde.deserializer().deserialize("t", serde.serializer().serialize("t", packet));
        }
    }

    private static void turn(AVStream stream) {
        try (PointerPointer<AVPacketSideData> list = new PointerPointer<>(1);
                IntPointer count = new IntPointer(1)) {
            list.put(0, null);
            count.put(0);
            ByteBuffer bytes = av_packet_side_data_new(list, count, AV_PKT_DATA_DISPLAYMATRIX, 36, 0)
                    .data()
                    .capacity(36)
                    .asByteBuffer()
                    .order(ByteOrder.LITTLE_ENDIAN);
            for (int number : TURNED) {
                bytes.putInt(number);
            }
            stream.codecpar().coded_side_data(list.get(AVPacketSideData.class));
            stream.codecpar().nb_coded_side_data(count.get());
        }
    }
}
