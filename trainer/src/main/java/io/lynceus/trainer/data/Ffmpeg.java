package io.lynceus.trainer.data;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_FATAL;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

/** FFmpeg's error texts, and its silence on the terminal. */
final class Ffmpeg {
    static {
        av_log_set_level(AV_LOG_FATAL);
    }

    private Ffmpeg() {}

    /** Keeps FFmpeg from writing to the terminal; every class that calls it starts with this. */
    static void quieten() {
        // Loading the class did it.
    }

    /** What FFmpeg says about an error code. */
    static String message(int error) {
        byte[] text = new byte[256];
        av_strerror(error, text, text.length);
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, java.nio.charset.StandardCharsets.UTF_8);
    }
}
