package io.lynceus.trainer.data;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_BMP;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_NONE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PNG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_WEBP;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import io.lynceus.vision.pixels.FFmpeg;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Decodes single pictures: JPEG, PNG, BMP, WebP, told apart by their first bytes.
 * The codecs are used without a demuxer, whose patterns would read a percent sign
 * in a file name as a number. Nothing is kept between calls; any thread may call.
 */
final class PictureReader {
    private static final Set<String> EXTENSIONS = Set.of("jpg", "jpeg", "png", "bmp", "webp");

    private PictureReader() {}

    /** Whether a file's name says that it is a picture we can read. */
    static boolean isPicture(Path file) {
        String name = file.getFileName().toString();
        return EXTENSIONS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    /**
     * Decodes {@code file} and hands the frame, which lives only during that call, to {@code use}.
     *
     * @throws IOException when the file cannot be read or is not a
     *     picture; the message says why, without the file's name
     */
    static <T> T decode(Path file, Function<AVFrame, T> use) throws IOException {
        FFmpeg.quiet();
        byte[] bytes = Files.readAllBytes(file);
        int id = codecOf(bytes);
        AVCodec decoder = id == AV_CODEC_ID_NONE ? null : avcodec_find_decoder(id);
        if (decoder == null) {
            throw new IOException("not a JPEG, PNG, BMP or WebP picture");
        }
        AVCodecContext codec = avcodec_alloc_context3(decoder);
        AVPacket packet = av_packet_alloc();
        AVFrame frame = av_frame_alloc();
        try {
            codec.thread_count(1);
            check(avcodec_open2(codec, decoder, (PointerPointer<?>) null));
            check(av_new_packet(packet, bytes.length));
            packet.data().put(bytes);
            check(avcodec_send_packet(codec, packet));
            check(avcodec_send_packet(codec, null));
            check(avcodec_receive_frame(codec, frame));
            return use.apply(frame);
        } finally {
            av_frame_free(frame);
            av_packet_free(packet);
            avcodec_free_context(codec);
        }
    }

    private static void check(int result) throws IOException {
        if (result < 0) {
            throw new IOException("cannot be decoded: " + FFmpeg.message(result));
        }
    }

    private static int codecOf(byte[] bytes) {
        if (bytes.length < 16) {
            return AV_CODEC_ID_NONE;
        }
        String start = new String(bytes, 0, 16, StandardCharsets.ISO_8859_1);
        if (start.startsWith("\u00ff\u00d8\u00ff")) {
            return AV_CODEC_ID_MJPEG;
        }
        if (start.startsWith("\u0089PNG")) {
            return AV_CODEC_ID_PNG;
        }
        if (start.startsWith("BM")) {
            return AV_CODEC_ID_BMP;
        }
        return start.startsWith("RIFF") && start.startsWith("WEBP", 8) ? AV_CODEC_ID_WEBP : AV_CODEC_ID_NONE;
    }
}
