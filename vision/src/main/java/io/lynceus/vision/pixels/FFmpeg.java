package io.lynceus.vision.pixels;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_WARNING;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;
import static org.bytedeco.ffmpeg.global.avutil.setLogCallback;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/** The library as a whole: kept quiet, and its error codes in words. Any thread. */
public final class FFmpeg {
    /** Kept for as long as FFmpeg may call it: to the end. */
    private static volatile @Nullable Warnings warnings;

    private FFmpeg() {}

    /**
     * Keeps FFmpeg's own messages off the terminal; what matters of them comes back as an error code. Call before first
     * use.
     */
    public static void quiet() {
        av_log_set_level(warnings == null ? AV_LOG_QUIET : AV_LOG_WARNING);
    }

    /**
     * Gives FFmpeg's warnings to one listener from now on, for what it says nowhere else. They stay off the terminal.
     *
     * @param listener called on the thread that works with FFmpeg; must be quick, and throw nothing
     */
    public static synchronized void warnings(Consumer<String> listener) {
        Warnings wanted = new Warnings(listener);
        setLogCallback(wanted);
        warnings = wanted;
        quiet();
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

    private static final class Warnings extends LogCallback {
        private final Consumer<String> listener;

        Warnings(Consumer<String> listener) {
            this.listener = listener;
        }

        @Override
        public void call(int level, BytePointer message) {
            if (level <= AV_LOG_WARNING) {
                listener.accept(message.getString());
            }
        }
    }
}
