package io.lynceus.trainer.data;

import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_EXPLODE;
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

import io.lynceus.vision.pixels.ExifOrientation;
import io.lynceus.vision.pixels.FFmpeg;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Decodes single pictures of every {@link PictureKind}.
 * But for those that lie in a container the codecs are used without a demuxer, whose patterns would read a percent sign
 * in a file name as a number. Nothing is kept between calls; any thread may call.
 */
final class PictureReader {
    private PictureReader() {}

    /** Whether a file's name says that it is a picture we can read. */
    static boolean isPicture(Path file) {
        return PictureKind.isNamed(file.getFileName().toString());
    }

    /**
     * Decodes {@code file} and hands the frame, which lives only during that call, to {@code use}.
     *
     * @throws IOException when the file cannot be read, is not a
     *     picture or not all of one; the message says why, without the file's name
     */
    static <T> T decode(Path file, Function<AVFrame, T> use) throws IOException {
        FFmpeg.quiet();
        byte[] bytes = Files.readAllBytes(file);
        PictureKind kind = PictureKind.of(bytes);
        if (kind == null) {
            throw new IOException("none of the pictures that can be read: " + PictureKind.names());
        }
        if (kind == PictureKind.HEIF) {
            StillItems.check(bytes);
            return contained(file, use);
        }
        if (CutShort.is(kind, bytes)) {
            throw new IOException("cut short: only its beginning is there");
        }
        AVCodec decoder = avcodec_find_decoder(kind.codec());
        AVCodecContext codec = avcodec_alloc_context3(decoder);
        AVPacket packet = av_packet_alloc();
        AVFrame frame = av_frame_alloc();
        try {
            codec.thread_count(1);
            // Else half a JPEG is a picture whose rest is grey.
            codec.err_recognition(kind == PictureKind.JPEG ? AV_EF_EXPLODE : 0);
            check(avcodec_open2(codec, decoder, (PointerPointer<?>) null));
            check(av_new_packet(packet, bytes.length));
            packet.data().put(bytes);
            ExifOrientation.put(ByteBuffer.wrap(bytes), packet);
            int code = avcodec_send_packet(codec, packet);
            if (code >= 0) {
                check(avcodec_send_packet(codec, null));
                code = avcodec_receive_frame(codec, frame);
            }
            if (code < 0 && kind == PictureKind.JPEG) {
                throw new IOException("cut short or damaged: only a part of it can be decoded");
            }
            check(code);
            return use.apply(frame);
        } finally {
            av_frame_free(frame);
            av_packet_free(packet);
            avcodec_free_context(codec);
        }
    }

    private static <T> T contained(Path file, Function<AVFrame, T> use) throws IOException {
        try (StillReader reader = new StillReader(file)) {
            return use.apply(reader.read());
        }
    }

    private static void check(int result) throws IOException {
        if (result < 0) {
            throw new IOException("cannot be decoded: " + FFmpeg.message(result));
        }
    }
}
