package io.lynceus.vision.pixels;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_FRAME_CROPPING;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_new;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/** A clip of whose pictures the container has a part cut away, and its first picture as FFmpeg's program shows it. */
public final class CroppedClip {
    private CroppedClip() {}

    public static ShownClip make(Path folder) throws IOException {
        Path clip = new TestVideo("ffv1", "yuv444p")
                .stream(CroppedClip::crop).write(folder.resolve("cropped.mkv"), 64, 48, 2);
        Path rgb = FFmpegProgram.run(
                "-i FILE -frames:v 1 -pix_fmt rgb24 -sws_flags bilinear+accurate_rnd+full_chroma_int -f rawvideo",
                folder.resolve("cropped.rgb"),
                clip);
        byte[] bytes = Files.readAllBytes(rgb);
        if (bytes.length != 56 * 36 * 3) {
            throw new AssertionError("the clip is not cropped: " + bytes.length + " bytes");
        }
        return new ShownClip("cropped", clip, 56, 36, bytes);
    }

    private static void crop(AVStream stream) {
        try (PointerPointer<AVPacketSideData> list = new PointerPointer<>(1);
                IntPointer count = new IntPointer(1)) {
            list.put(0, null);
            count.put(0);
            ByteBuffer bytes = av_packet_side_data_new(list, count, AV_PKT_DATA_FRAME_CROPPING, 16, 0)
                    .data()
                    .capacity(16)
                    .asByteBuffer()
                    .order(ByteOrder.LITTLE_ENDIAN);
            bytes.putInt(4).putInt(8).putInt(2).putInt(6);
            stream.codecpar().coded_side_data(list.get(AVPacketSideData.class));
            stream.codecpar().nb_coded_side_data(count.get());
        }
    }
}
