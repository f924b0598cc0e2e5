package io.lynceus.trainer.data;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_BMP;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_GIF;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_JPEG2000;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_NONE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PGM;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PNG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PPM;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_QOI;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_TIFF;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_WEBP;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of pictures that FFmpeg's codecs read from a whole file. A file is looked into when its name has one of the
 * endings; what it is, its first bytes decide.
 */
enum PictureKind {
    JPEG(AV_CODEC_ID_MJPEG, "\u00ff\u00d8\u00ff", "jpg", "jpeg", "jpe", "jfif"),
    PNG(AV_CODEC_ID_PNG, "\u0089PNG", "png"),
    BMP(AV_CODEC_ID_BMP, "BM", "bmp"),
    WEBP(AV_CODEC_ID_WEBP, "RIFF....WEBP", "webp"),
    TIFF(AV_CODEC_ID_TIFF, "II*\0", "tif", "tiff"),
    TIFF_BIG_ENDIAN(AV_CODEC_ID_TIFF, "MM\0*"),
    GIF(AV_CODEC_ID_GIF, "GIF8", "gif"),
    JPEG2000(AV_CODEC_ID_JPEG2000, "\0\0\0\fjP  ", "jp2"),
    PGM(AV_CODEC_ID_PGM, "P5", "pgm"),
    PPM(AV_CODEC_ID_PPM, "P6", "ppm"),
    QOI(AV_CODEC_ID_QOI, "qoif", "qoi"),
    /** HEIC and AVIF, whose picture lies in a container; also MP4, which nobody names so. */
    HEIF(AV_CODEC_ID_NONE, "....ftyp", "heic", "heif", "hif", "avif");

    /** No picture is smaller. */
    private static final int LEAST_BYTES = 16;

    private final int codec;
    private final String start;
    private final List<String> endings;

    /** @param start of the file, a byte a character, a full stop for any */
    PictureKind(int codec, String start, String... endings) {
        this.codec = codec;
        this.start = start;
        this.endings = List.of(endings);
    }

    /** FFmpeg's; none for a picture in a container. */
    int codec() {
        return codec;
    }

    /** Whether a file's name says that it is a picture we can read. */
    static boolean isNamed(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).anyMatch(kind -> kind.endings.contains(ending));
    }

    /** What a file's bytes are; null for nothing that we read. */
    static @Nullable PictureKind of(byte[] file) {
        if (file.length < LEAST_BYTES) {
            return null;
        }
        String bytes = new String(file, 0, LEAST_BYTES, StandardCharsets.ISO_8859_1);
        return Arrays.stream(values())
                .filter(kind -> kind.starts(bytes))
                .findFirst()
                .orElse(null);
    }

    private boolean starts(String bytes) {
        for (int i = 0; i < start.length(); i++) {
            if (start.charAt(i) != '.' && start.charAt(i) != bytes.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The endings of all that is read, for people. */
    static String names() {
        return Arrays.stream(values())
                .flatMap(kind -> kind.endings.stream().limit(1))
                .collect(Collectors.joining(", "));
    }
}
