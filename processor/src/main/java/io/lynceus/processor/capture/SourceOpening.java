package io.lynceus.processor.capture;

import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.AV_STREAM_GROUP_PARAMS_TILE_GRID;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_play;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EIO;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_FORBIDDEN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_UNAUTHORIZED;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_SUBTITLE;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_OPT_SEARCH_CHILDREN;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_get;

import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import io.lynceus.vision.pixels.FFmpeg;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avformat.AVStreamGroup;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** Opens files and URLs. */
final class SourceOpening {
    private static final Set<String> PLAYLISTS = Set.of("hls", "dash");

    private SourceOpening() {}

    /**
     * A context with a video stream in it, which the caller closes. Blocks up to twice the timeout.
     *
     * @param trust whom a source that speaks TLS may be
     * @param reach where a URL may lead
     * @param timeout for each step of connecting
     * @throws UserError for a file that is missing or holds no video
     * @throws SourceAway for a URL that cannot be reached, or gives no video
     */
    static AVFormatContext open(
            Source source, Transport transport, Trust trust, Reach reach, Duration timeout, Deadline deadline)
            throws SourceAway {
        FFmpeg.quiet();
        if (!source.isUrl()) {
            checkFile(source);
        }
        checkReach(source, reach);
        AVDictionary options = available(source, transport, trust, reach, timeout);
        AVFormatContext context = avformat_alloc_context();
        deadline.within(timeout.multipliedBy(2));
        if (source.isUrl()) {
            deadline.watch(context);
        }
        // Frees the context when it fails.
        int code = avformat_open_input(
                context, source.isUrl() ? source.location() : "file:" + source.path(), null, options);
        av_dict_free(options);
        if (code < 0) {
            if (source.isUrl()) {
                throw away("cannot open", source, code, source.isTls() && trust.verify(), deadline);
            }
            throw new UserError("not a video that FFmpeg can read: " + source + " (" + FFmpeg.message(code) + ")");
        }
        boolean good = false;
        try {
            checkReach(new Source(location(source, context)), reach);
            if (source.isTls() && trust.verify()) {
                checkParts(source, context);
            }
            if (source.isRtsp()) {
                play(source, context, deadline);
            }
            check(source, context, deadline);
            good = true;
            return context;
        } finally {
            if (!good) {
                avformat_close_input(context);
            }
        }
    }

    /** A disk that has no room for the certificates now may have some later. */
    private static AVDictionary available(
            Source source, Transport transport, Trust trust, Reach reach, Duration timeout) throws SourceAway {
        try {
            return options(source, transport, trust, reach, timeout);
        } catch (RunError e) {
            throw new SourceAway("cannot open " + source + ": " + e.getMessage(), false);
        }
    }

    /** Who has sound alone was asked for nothing, and has nothing to play. */
    private static void play(Source source, AVFormatContext context, Deadline deadline) throws SourceAway {
        int code = av_read_play(context);
        if (code < 0 && context.nb_streams() == 0) {
            throw new SourceAway("no video in " + source, false);
        }
        if (code < 0) {
            throw away("cannot open", source, code, false, deadline);
        }
    }

    /** A playlist names other places, and FFmpeg opens those without the options that it was given for the first. */
    private static void checkParts(Source source, AVFormatContext context) throws SourceAway {
        String format = context.iformat().name().getString();
        if (PLAYLISTS.contains(format)) {
            throw new SourceAway(
                    source + " is a playlist (" + format
                            + "), and FFmpeg does not verify who sends its parts: verify: false"
                            + " takes them from anybody",
                    false);
        }
    }

    /** Where a source was in the end, after redirections; empty where FFmpeg does not tell. */
    static String location(Source source, AVFormatContext context) {
        if (source.isRtsp()) {
            // Its demuxer puts the new URL in the place of the one that it was opened with.
            return context.url().getString();
        }
        try (BytePointer location = new BytePointer((Pointer) null)) {
            boolean told = context.pb() != null
                    && av_opt_get(context.pb(), "location", AV_OPT_SEARCH_CHILDREN, location) >= 0
                    && !location.isNull();
            String text = told ? location.getString() : "";
            av_free(location);
            return text;
        }
    }

    /** The host may have another address now than when the camera was named. */
    private static void checkReach(Source source, Reach reach) throws SourceAway {
        try {
            reach.check(source);
        } catch (UserError e) {
            throw new SourceAway(String.valueOf(e.getMessage()), false);
        }
    }

    /** The index of the video stream, negative when there is none: the picture of a record's cover is none. */
    static int video(AVFormatContext context) {
        int best = av_find_best_stream(context, AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
        if (best >= 0 && isCover(context.streams(best))) {
            return IntStream.range(0, context.nb_streams())
                    .filter(i -> context.streams(i).codecpar().codec_type() == AVMEDIA_TYPE_VIDEO
                            && !isCover(context.streams(i)))
                    .findFirst()
                    .orElse(-1);
        }
        return best;
    }

    private static boolean isCover(AVStream stream) {
        return (stream.disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0;
    }

    /** A part of a picture, in a stream of its own. */
    private static boolean isTile(AVFormatContext context, int stream) {
        return IntStream.range(0, context.nb_stream_groups())
                .mapToObj(context::stream_groups)
                .filter(group -> group.type() == AV_STREAM_GROUP_PARAMS_TILE_GRID)
                .anyMatch(group -> has(group, stream));
    }

    private static boolean has(AVStreamGroup group, int stream) {
        return IntStream.range(0, group.nb_streams())
                .anyMatch(i -> group.streams(i).index() == stream);
    }

    private static String whatElse(AVFormatContext context) {
        String kinds = IntStream.range(0, context.nb_streams())
                .mapToObj(context::streams)
                .map(SourceOpening::kind)
                .distinct()
                .collect(Collectors.joining(" and "));
        return kinds.isEmpty() ? "" : ": there is " + kinds;
    }

    private static String kind(AVStream stream) {
        return switch (stream.codecpar().codec_type()) {
            case AVMEDIA_TYPE_AUDIO -> "sound";
            case AVMEDIA_TYPE_VIDEO -> "a cover picture";
            case AVMEDIA_TYPE_SUBTITLE -> "text";
            default -> "data";
        };
    }

    private static void check(Source source, AVFormatContext context, Deadline deadline) throws SourceAway {
        int code = avformat_find_stream_info(context, (AVDictionary) null);
        if (code < 0) {
            if (source.isUrl()) {
                throw away("cannot read", source, code, false, deadline);
            }
            throw new UserError("cannot read " + source + ": " + FFmpeg.message(code));
        }
        int video = video(context);
        if (video < 0 || isTile(context, video)) {
            String message = video < 0
                    ? "no video in " + source + whatElse(context)
                    : source + " is a picture in tiles, as phones store HEIC and AVIF: convert it to JPEG or PNG first";
            if (source.isUrl()) {
                throw new SourceAway(message, false);
            }
            throw new UserError(message);
        }
    }

    /**
     * @param verified when the reason may be a certificate, of which FFmpeg says no more than that something went wrong
     */
    private static SourceAway away(String what, Source source, int code, boolean verified, Deadline deadline) {
        String where = what + " " + source + ": ";
        if (deadline.passed()) {
            return new SourceAway(where + "no answer in time", false);
        }
        if (code == AVERROR_HTTP_UNAUTHORIZED() || code == AVERROR_HTTP_FORBIDDEN()) {
            String why = "user or password refused (" + FFmpeg.message(code) + ")";
            return new SourceAway(where + why + source.hint(), true);
        }
        if (code == AVERROR_EIO() && isUnknown(source)) {
            return new SourceAway(where + "no such host" + source.hint(), false);
        }
        String why = verified && code == AVERROR_EIO()
                ? "no TLS, or a certificate that nobody vouches for (ca: names a file of who does, verify: false takes"
                        + " any)"
                : FFmpeg.message(code);
        return new SourceAway(where + why, false);
    }

    /** FFmpeg has the same words for a host whose name nobody knows as for one that does not answer. */
    private static boolean isUnknown(Source source) {
        try {
            InetAddress.getAllByName(source.hostName());
            return false;
        } catch (UnknownHostException e) {
            return true;
        }
    }

    private static void checkFile(Source source) {
        Path path = Path.of(source.path());
        if (!Files.exists(path)) {
            throw new UserError("no such video: " + source);
        }
        if (Files.isDirectory(path)) {
            throw new UserError("not a video but a folder: " + source);
        }
        if (!Files.isReadable(path)) {
            throw new UserError("no permission to read " + source);
        }
    }

    /** What FFmpeg is to open a source with; the caller frees them. */
    static AVDictionary options(Source source, Transport transport, Trust trust, Reach reach, Duration timeout) {
        AVDictionary options = new AVDictionary((Pointer) null);
        av_dict_set(options, "protocol_whitelist", Protocols.of(source), 0);
        if (reach == Reach.PUBLIC) {
            av_dict_set(options, "format_whitelist", Protocols.plainFormats(), 0);
        }
        String micros = Long.toString(timeout.toNanos() / 1000);
        if (source.isRtsp()) {
            av_dict_set(options, "rtsp_transport", transport.name().toLowerCase(Locale.ROOT), 0);
            av_dict_set(options, "timeout", micros, 0);
            // With sound, FFmpeg moves the pictures' timestamps as the sender's clock moves.
            av_dict_set(options, "allowed_media_types", "video", 0);
            av_dict_set(options, "initial_pause", "1", 0);
        } else if (source.isUrl()) {
            av_dict_set(options, "rw_timeout", micros, 0);
        }
        // Plain HTTP may be sent on to a server that speaks TLS.
        if (source.isTls() || source.isHttp()) {
            // FFmpeg takes any certificate unless it is told not to.
            av_dict_set(options, "tls_verify", trust.verify() ? "1" : "0", 0);
            if (trust.verify()) {
                av_dict_set(options, "ca_file", trust.file().toString(), 0);
            }
        }
        return options;
    }
}
