package io.lynceus.processor.decode;

import io.lynceus.vision.pixels.TestVideo;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A way to store video that our build of FFmpeg writes.
 *
 * @param encoder FFmpeg's name
 * @param pixels FFmpeg's name of the pixel format
 * @param ending of the file, which says which container
 */
record CodecKind(String encoder, String pixels, String ending) {
    private static final String ALL = """
            rawvideo yuyv422 avi
            rawvideo uyvy422 avi
            rawvideo yuv420p avi
            rawvideo bgr24 avi
            rawvideo gray avi
            rawvideo pal8 avi
            rawvideo yuv422p10le nut
            rawvideo gray16le nut
            rawvideo rgb24 mov
            rawvideo pal8 mov
            rawvideo rgb555be mov
            rawvideo uyvy422 mov
            utvideo gbrp avi
            utvideo yuv420p avi
            utvideo yuv422p mkv
            utvideo yuv444p mkv
            qtrle rgb24 mov
            qtrle argb mov
            qtrle rgb555be mov
            qtrle gray mov
            huffyuv yuv422p avi
            huffyuv rgb24 avi
            ffvhuff yuv420p avi
            ffv1 yuv420p mkv
            ffv1 gray16le mkv
            magicyuv gbrp avi
            v210 yuv422p10le mov
            v410 yuv444p10le mov
            r210 gbrp10le mov
            prores yuv422p10le mov
            prores_ks yuva444p10le mov
            cinepak rgb24 avi
            msvideo1 rgb555le avi
            zmbv bgr0 avi
            rpza rgb555le mov
            smc pal8 mov
            png rgb24 mov
            png pal8 avi
            jpegls bgr24 avi
            ljpeg bgr0 avi
            mjpeg yuvj420p avi
            mjpeg yuv422p mkv
            jpeg2000 yuv420p mov
            flv yuv420p flv
            wmv1 yuv420p asf
            wmv2 yuv420p asf
            msmpeg4v2 yuv420p avi
            msmpeg4 yuv420p avi
            mpeg1video yuv420p mpg
            mpeg2video yuv422p ts
            mpeg4 yuv420p avi
            snow yuv420p avi
            asv2 yuv420p avi
            libvpx-vp9 yuv444p mkv
            libaom-av1 yuv420p10le mp4
            libopenh264 yuv420p flv
            apng rgba apng
            gif rgb8 gif
            dxv rgba mov
            """;

    static Stream<CodecKind> all() {
        return ALL.lines().map(line -> line.split(" ")).map(words -> new CodecKind(words[0], words[1], words[2]));
    }

    /** A clip of 64x48. */
    Path write(Path folder, int frames) {
        return new TestVideo(encoder, pixels).write(folder.resolve("clip." + ending), 64, 48, frames);
    }
}
