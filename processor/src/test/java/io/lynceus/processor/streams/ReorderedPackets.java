package io.lynceus.processor.streams;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import io.lynceus.schemas.avro.CaptureTimeSource;
import io.lynceus.schemas.avro.EncodedPacket;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.Pointer;

/** MPEG-4 with B-frames: packets come in another order than pictures, and the decoder holds pictures back. */
final class ReorderedPackets {
    private static final int SIDE = 64;

    private ReorderedPackets() {}

    /** The packets of one epoch in decoding order, a keyframe every 10 frames, and the marker at the end. */
    static List<EncodedPacket> of(String camera, long epoch, int frames) {
        return of(camera, epoch, frames, 2);
    }

    /** As above with so many B-frames in a row; with none, packets and pictures have one order. */
    static List<EncodedPacket> of(String camera, long epoch, int frames, int bFrames) {
        av_log_set_level(AV_LOG_FATAL);
        List<EncodedPacket> packets = new ArrayList<>();
        AVCodecContext encoder = encoder(bFrames);
        AVFrame picture = av_frame_alloc();
        picture.width(SIDE).height(SIDE).format(AV_PIX_FMT_YUV420P);
        av_frame_get_buffer(picture, 0);
        AVPacket packet = av_packet_alloc();
        for (int i = 0; i <= frames; i++) {
            if (i < frames) {
                av_frame_make_writable(picture);
                for (int plane = 0; plane < 3; plane++) {
                    long size = (long) picture.linesize(plane) * (plane == 0 ? SIDE : SIDE / 2);
                    Pointer.memset(picture.data(plane), 40 + i * 7 % 160, size);
                }
                picture.pts(i);
            }
            avcodec_send_frame(encoder, i < frames ? picture : null);
            while (avcodec_receive_packet(encoder, packet) >= 0) {
                byte[] data = new byte[packet.size()];
                packet.data().get(data);
                boolean keyframe = (packet.flags() & AV_PKT_FLAG_KEY) != 0;
                packets.add(record(camera, epoch, packets.size())
                        .setExtradata(keyframe ? extradata(encoder) : null)
                        .setPts(packet.pts())
                        .setDts(packet.dts())
                        .setKeyframe(keyframe)
                        .setData(ByteBuffer.wrap(data))
                        .build());
                av_packet_unref(packet);
            }
        }
        av_packet_free(packet);
        av_frame_free(picture);
        avcodec_free_context(encoder);
        packets.add(record(camera, epoch, packets.size())
                .setKeyframe(false)
                .setEndOfStream(true)
                .setData(ByteBuffer.allocate(0))
                .build());
        return packets;
    }

    private static AVCodecContext encoder(int bFrames) {
        AVCodecContext encoder = avcodec_alloc_context3(avcodec_find_encoder_by_name("mpeg4"));
        AVRational timeBase = new AVRational().num(1).den(10);
        encoder.width(SIDE)
                .height(SIDE)
                .pix_fmt(AV_PIX_FMT_YUV420P)
                .time_base(timeBase)
                .max_b_frames(bFrames)
                .gop_size(10)
                .flags(AV_CODEC_FLAG_GLOBAL_HEADER);
        if (avcodec_open2(encoder, null, (AVDictionary) null) < 0) {
            throw new IllegalStateException("the encoder did not open");
        }
        return encoder;
    }

    private static ByteBuffer extradata(AVCodecContext encoder) {
        byte[] bytes = new byte[encoder.extradata_size()];
        encoder.extradata().get(bytes);
        return ByteBuffer.wrap(bytes);
    }

    private static EncodedPacket.Builder record(String camera, long epoch, long sequence) {
        return EncodedPacket.newBuilder()
                .setCamera(camera)
                .setEpoch(epoch)
                .setSequence(sequence)
                .setCodec("mpeg4")
                .setWidth(SIDE)
                .setHeight(SIDE)
                .setTimeBaseNumerator(1)
                .setTimeBaseDenominator(10)
                .setCaptureTime(Instant.ofEpochSecond(1_000, sequence * 1_000))
                .setCaptureTimeSource(CaptureTimeSource.FILE)
                .setIngestTime(Instant.ofEpochSecond(2_000, sequence * 1_000));
    }
}
