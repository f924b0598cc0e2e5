package io.lynceus.processor.decode;

import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;

import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import io.lynceus.vision.pixels.FFmpeg;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.jspecify.annotations.Nullable;

/**
 * A video file that is written, from its first byte to its last: FFmpeg's muxer and the file below it. Owns both until
 * closed; one thread.
 */
final class MuxedFile implements AutoCloseable {
    private final Path file;
    private final AVFormatContext context = new AVFormatContext(null);
    private boolean begun;

    /** Of the kind that its name says, or else MP4. */
    static MuxedFile named(Path file) {
        MuxedFile muxed = new MuxedFile(file);
        if (avformat_alloc_output_context2(muxed.context, null, null, file.toString()) < 0) {
            muxed.check(avformat_alloc_output_context2(muxed.context, null, "mp4", file.toString()));
        }
        return muxed;
    }

    /** MP4 whatever its name. */
    static MuxedFile mp4(Path file) {
        MuxedFile muxed = new MuxedFile(file);
        muxed.check(avformat_alloc_output_context2(muxed.context, null, "mp4", file.toString()));
        return muxed;
    }

    private MuxedFile(Path file) {
        this.file = file;
    }

    /** Streams are added to it before the file begins; it lives as long as this. */
    AVFormatContext context() {
        return context;
    }

    /**
     * Writes what comes before the packets.
     *
     * @param options of the muxer; null for none
     * @throws UserError when the file cannot be written
     * @throws RunError when its streams do not go into such a file
     */
    void begin(@Nullable AVDictionary options) {
        AVIOContext output = new AVIOContext(null);
        int code = avio_open(output, "file:" + file, AVIO_FLAG_WRITE);
        if (code < 0) {
            throw new UserError("cannot write " + file + ": " + FFmpeg.message(code));
        }
        context.pb(output);
        check(avformat_write_header(context, options));
        begun = true;
    }

    /** Whether packets can be written. */
    boolean begun() {
        return begun;
    }

    /** Writes what comes after the packets, if it has begun. */
    void end() {
        if (begun) {
            begun = false;
            check(av_write_trailer(context));
        }
    }

    /** @throws RunError for a code of FFmpeg's that is an error */
    void check(int code) {
        if (code < 0) {
            throw new RunError("cannot write the video " + file + ": " + FFmpeg.message(code));
        }
    }

    /** Gives the native memory and the file back; without {@link #end} the file is not whole. */
    @Override
    public void close() {
        if (!context.isNull()) {
            AVIOContext output = context.pb();
            if (output != null) {
                avio_closep(output);
            }
            avformat_free_context(context);
            context.setNull();
        }
    }
}
