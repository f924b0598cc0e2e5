package io.lynceus.vision.pixels;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The library as a whole: kept quiet, and its error codes in words. Any thread. */
public final class FFmpeg {
    private FFmpeg() {}

    /**
     * Keeps FFmpeg's own messages off the terminal; what matters of them comes back as an error code. Call before first
     * use.
     */
    public static void quiet() {
        av_log_set_level(AV_LOG_QUIET);
    }

    /** What FFmpeg says of an error code; names no file and no URL. */
    public static String message(int code) {
        byte[] text = new byte[128];
        av_strerror(code, text, text.length);
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return new String(Arrays.copyOf(text, end), StandardCharsets.UTF_8);
    }
}
