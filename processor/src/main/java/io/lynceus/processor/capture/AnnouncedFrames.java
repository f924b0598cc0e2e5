package io.lynceus.processor.capture;

import static org.bytedeco.ffmpeg.avformat.AVIndexEntry.AVINDEX_DISCARD_FRAME;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entries_count;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entry;

import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** How many frames a file says that it shows. */
final class AnnouncedFrames {
    private AnnouncedFrames() {}

    /** Right after opening; 0 when the file does not say. An edit list leaves frames out and may show some twice. */
    static long of(AVFormatContext context, AVStream stream) {
        int entries = avformat_index_get_entries_count(stream);
        // Of this demuxer alone the index is whole before the first packet, and is what it will read.
        boolean indexed = context.iformat().name().getString().startsWith("mov,") && entries > 0;
        if (stream.nb_frames() <= 0 || !indexed) {
            return stream.nb_frames();
        }
        long shown = 0;
        for (int i = 0; i < entries; i++) {
            shown += (avformat_index_get_entry(stream, i).flags() & AVINDEX_DISCARD_FRAME) == 0 ? 1 : 0;
        }
        return shown;
    }
}
