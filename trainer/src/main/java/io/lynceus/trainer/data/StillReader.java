package io.lynceus.trainer.data;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avformat.AV_STREAM_GROUP_PARAMS_TILE_GRID;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import io.lynceus.vision.pixels.Cropping;
import io.lynceus.vision.pixels.FFmpeg;
import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStreamGroup;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** The picture of a HEIC or AVIF file. Owns native memory until closed; one thread. */
final class StillReader implements AutoCloseable {
    private final AVFormatContext format = new AVFormatContext(null);
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame frame = av_frame_alloc();
    private @Nullable TiledPicture tiles;

    /** @throws IOException when there is no picture in the file */
    StillReader(Path file) throws IOException {
        try {
            // Without the protocol a name with a colon is taken for one.
            check(avformat_open_input(format, "file:" + file, av_find_input_format("mov"), (AVDictionary) null));
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /**
     * The main picture, valid until this is closed.
     *
     * @throws IOException when it cannot be decoded
     */
    AVFrame read() throws IOException {
        for (int i = 0; i < format.nb_stream_groups(); i++) {
            AVStreamGroup group = format.stream_groups(i);
            // Others are beside the main picture, such as what a phone knows of light and distance in it.
            if (group.type() == AV_STREAM_GROUP_PARAMS_TILE_GRID
                    && (group.disposition() & AV_DISPOSITION_DEFAULT) != 0) {
                return together(group);
            }
        }
        int stream = check(av_find_best_stream(format, AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0));
        while (av_read_frame(format, packet) == 0) {
            if (packet.stream_index() == stream) {
                decode();
                return frame;
            }
            av_packet_unref(packet);
        }
        throw new IOException("cut short: its picture is not there");
    }

    private AVFrame together(AVStreamGroup group) throws IOException {
        TiledPicture picture = new TiledPicture(group);
        tiles = picture;
        while (av_read_frame(format, packet) == 0) {
            int stream = packet.stream_index();
            if (picture.has(stream)) {
                decode();
                picture.put(stream, frame);
            }
            av_packet_unref(packet);
        }
        return picture.whole();
    }

    /** Each picture is a stream, with a decoder of its own. */
    private void decode() throws IOException {
        AVCodec decoder = avcodec_find_decoder(
                format.streams(packet.stream_index()).codecpar().codec_id());
        if (decoder == null) {
            throw new IOException("cannot be decoded: FFmpeg has no decoder for it");
        }
        AVCodecContext codec = avcodec_alloc_context3(decoder);
        try {
            check(avcodec_parameters_to_context(
                    codec, format.streams(packet.stream_index()).codecpar()));
            codec.thread_count(1);
            check(avcodec_open2(codec, decoder, (PointerPointer<?>) null));
            check(avcodec_send_packet(codec, packet));
            check(avcodec_send_packet(codec, null));
            check(avcodec_receive_frame(codec, frame));
            Cropping.apply(codec, frame);
        } finally {
            avcodec_free_context(codec);
        }
    }

    private static int check(int code) throws IOException {
        if (code < 0) {
            throw new IOException("cannot be decoded: " + FFmpeg.message(code));
        }
        return code;
    }

    @Override
    public void close() {
        if (tiles != null) {
            tiles.close();
        }
        av_frame_free(frame);
        av_packet_free(packet);
        if (!format.isNull()) {
            avformat_close_input(format);
        }
    }
}
