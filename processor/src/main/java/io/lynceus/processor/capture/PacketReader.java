package io.lynceus.processor.capture;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_NEW_EXTRADATA;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_PRFT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_get_side_data;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_NOTIMESTAMPS;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_TS_DISCONT;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_frame_rate;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.lynceus.processor.decode.Beside;
import io.lynceus.processor.decode.CodecParameters;
import io.lynceus.processor.decode.SideData;
import io.lynceus.processor.decode.StreamFormat;
import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import io.lynceus.vision.pixels.FFmpeg;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.jspecify.annotations.Nullable;

/** Reads the first video stream of a file or URL, packet by packet. One thread. */
public final class PacketReader implements AutoCloseable {
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final Source source;
    private final AVFormatContext context;
    private final Duration stall;
    private final Deadline deadline;
    private final boolean ownsDeadline;
    private final @Nullable RtpLoss loss;
    private long readNanos;
    private final AVStream stream;
    private final int timeBaseNumerator;
    private final int timeBaseDenominator;
    private final AVPacket packet = av_packet_alloc();
    private final SplitKeyframes keyframes = new SplitKeyframes(this::demuxed);
    private final SenderTimes senderTimes;
    private final long announced;
    private StreamFormat format;
    private @Nullable SideData palette;
    private boolean begun;
    private long read;
    private @Nullable String truncation;
    private boolean closed;

    /**
     * Opens the source and finds its video stream. Blocks up to twice the timeout.
     *
     * @param location path of a file, or a URL (rtsp over TCP)
     * @param timeout for connecting and for each read from the network
     * @throws UserError for a file that is missing or holds no video
     * @throws RunError for a URL that cannot be reached; credentials are left out of the message
     */
    public static PacketReader open(String location, Duration timeout) {
        Deadline deadline = new Deadline();
        try {
            Source source = new Source(location);
            source.check();
            Trust.USUAL.check(source);
            return new PacketReader(
                    source,
                    SourceOpening.open(source, Transport.TCP, Trust.USUAL, Reach.ANYWHERE, timeout, deadline),
                    timeout,
                    deadline,
                    true,
                    null);
        } catch (SourceAway e) {
            deadline.close();
            throw new RunError(e.getMessage(), e);
        } catch (RuntimeException e) {
            deadline.close();
            throw e;
        }
    }

    /**
     * As above for a camera, with its transport and its stall for the timeout.
     *
     * @param deadline stays open when the reader is closed
     * @throws SourceAway for a URL that cannot be reached or will not let us in
     */
    static PacketReader open(Camera camera, Deadline deadline) throws SourceAway {
        Source source = new Source(camera.source());
        RtpLoss loss = camera.transport() == Transport.UDP ? RtpLoss.listen() : null;
        AVFormatContext context = SourceOpening.open(
                source, camera.transport(), camera.trust(), camera.reach(), camera.stall(), deadline);
        return new PacketReader(source, context, camera.stall(), deadline, false, loss);
    }

    private PacketReader(
            Source source,
            AVFormatContext context,
            Duration stall,
            Deadline deadline,
            boolean ownsDeadline,
            @Nullable RtpLoss loss) {
        this.source = source;
        this.context = context;
        this.stall = stall;
        this.deadline = deadline;
        this.ownsDeadline = ownsDeadline;
        this.loss = loss;
        if (loss != null) {
            loss.opened();
        }
        this.stream = context.streams(SourceOpening.video(context));
        AVRational timeBase = stream.time_base();
        this.timeBaseNumerator = timeBase.num();
        this.timeBaseDenominator = timeBase.den();
        this.format = CodecParameters.read(stream.codecpar());
        this.senderTimes = new SenderTimes(source.isRtsp(), format.codec());
        this.announced = AnnouncedFrames.of(context, stream);
    }

    /** The stream's format when it was opened; later packets carry their own. */
    public StreamFormat format() {
        return format;
    }

    /** Numerator of the time base in seconds. */
    public int timeBaseNumerator() {
        return timeBaseNumerator;
    }

    /** Denominator of the time base in seconds. */
    public int timeBaseDenominator() {
        return timeBaseDenominator;
    }

    /** Frames a second as announced or guessed, 0 when unknown. */
    public double frameRate() {
        AVRational rate = av_guess_frame_rate(context, stream, null);
        return rate.den() == 0 ? 0 : (double) rate.num() / rate.den();
    }

    /** How many frames the container announces, or follow from its duration; 0 when it does not say. */
    public long announcedFrames() {
        if (announced > 0) {
            return announced;
        }
        return context.duration() <= 0 ? 0 : Math.round(context.duration() / 1e6 * frameRate());
    }

    /** Whether the times of its frames may leap: a stream, or a kind of file that streams are recorded in. */
    public boolean mayJump() {
        return source.isUrl() || (context.iformat().flags() & AVFMT_TS_DISCONT) != 0;
    }

    /** Whether it is one that may end after one picture, to be asked for the next. */
    boolean isPicture() {
        return source.scheme().startsWith("http")
                && context.iformat().name().getString().endsWith("_pipe");
    }

    /** The source for people, without credentials. */
    public String source() {
        return source.toString();
    }

    /** What its timestamps are. */
    StreamTime time() {
        boolean live = source.isUrl();
        boolean clocked = !live || (context.iformat().flags() & AVFMT_NOTIMESTAMPS) == 0;
        return new StreamTime(timeBaseNumerator, timeBaseDenominator, stream.pts_wrap_bits(), live, clocked);
    }

    /**
     * The next packet of the video stream, or null at the end.
     *
     * @throws RunError when a network source goes silent or away
     */
    public @Nullable Packet read() {
        try {
            return next();
        } catch (SourceAway e) {
            throw new RunError(e.getMessage(), e);
        }
    }

    /** As {@link #read}. */
    @Nullable
    Packet next() throws SourceAway {
        return keyframes.next();
    }

    private @Nullable Packet demuxed() throws SourceAway {
        deadline.within(stall);
        while (true) {
            long start = System.nanoTime();
            int code = av_read_frame(context, packet);
            readNanos = System.nanoTime() - start;
            if (code < 0) {
                end(code);
                return null;
            }
            try {
                if (packet.stream_index() == stream.index()) {
                    Packet copy = copy();
                    read += copy.beside().discard() ? 0 : 1;
                    return copy;
                }
            } finally {
                av_packet_unref(packet);
            }
        }
    }

    private void end(int code) throws SourceAway {
        if (code != AVERROR_EOF() && source.isUrl()) {
            String why = deadline.passed() ? "no packet for " + stall.toMillis() / 1000.0 + " s" : FFmpeg.message(code);
            throw new SourceAway("lost " + source + " after " + read + " frames: " + why, false);
        }
        if (code != AVERROR_EOF()) {
            truncation = source + " breaks off after " + read + " frames: " + FFmpeg.message(code);
        } else if (read < announced) {
            truncation = source + " ends after " + read + " of the " + announced + " frames that it announces";
        }
    }

    private Packet copy() {
        byte[] data = bytes(packet.data(), packet.size());
        byte[] extradata = sideData(AV_PKT_DATA_NEW_EXTRADATA);
        if (extradata != null) {
            AVCodecParameters parameters = stream.codecpar();
            format = new StreamFormat(
                    format.codec(), extradata, parameters.width(), parameters.height(), format.parameters());
        }
        Long pts = pts();
        byte[] whole = data == null ? new byte[0] : data;
        boolean keyframe = (packet.flags() & AV_PKT_FLAG_KEY) != 0 && MarkedKeyframe.isPossible(format.codec(), whole);
        boolean incomplete = loss != null && loss.of(format, whole, readNanos);
        return new Packet(
                format,
                whole,
                pts,
                time(packet.dts()),
                packet.duration(),
                keyframe,
                senderMicros(pts),
                new Beside((packet.flags() & AV_PKT_FLAG_DISCARD) != 0, incomplete, sideData(keyframe)));
    }

    /** Demuxers give a palette once; whoever starts at a later keyframe needs it too. */
    private List<SideData> sideData(boolean keyframe) {
        List<SideData> own = SideData.of(packet);
        palette = own.stream()
                .filter(data -> data.kind() == SideData.Kind.PALETTE)
                .findAny()
                .orElse(palette);
        return !keyframe || palette == null || own.contains(palette)
                ? own
                : Stream.concat(own.stream(), Stream.of(palette)).toList();
    }

    /**
     * FFmpeg's parsers lose the timestamp of the first picture that they put together of what RTP brings. It is 0, for
     * there FFmpeg begins to count.
     */
    private @Nullable Long pts() {
        Long pts = time(packet.pts());
        boolean lost = pts == null && !begun && source.isRtsp();
        begun = true;
        return lost ? Long.valueOf(0) : pts;
    }

    private static @Nullable Long time(long value) {
        return value == AV_NOPTS_VALUE ? null : value;
    }

    /** From the packet's producer reference time, else from the stream's start by RTCP sender report. */
    private @Nullable Long senderMicros(@Nullable Long pts) {
        Long own = senderTimes.own(referenceTime());
        long start = context.start_time_realtime();
        boolean started = source.isRtsp() && start != AV_NOPTS_VALUE && start > 0;
        if (own != null || pts == null || !started || senderTimes.told()) {
            return own;
        }
        return start + Math.round(pts * 1e6 * timeBaseNumerator / timeBaseDenominator);
    }

    private @Nullable Long referenceTime() {
        try (SizeTPointer size = new SizeTPointer(1)) {
            BytePointer reference = av_packet_get_side_data(packet, AV_PKT_DATA_PRFT, size);
            // AVProducerReferenceTime.wallclock
            return reference == null || size.get() < Long.BYTES ? null : new LongPointer(reference).get();
        }
    }

    private byte @Nullable [] sideData(int type) {
        try (SizeTPointer size = new SizeTPointer(1)) {
            BytePointer data = av_packet_get_side_data(packet, type, size);
            return data == null ? null : bytes(data, (int) size.get());
        }
    }

    private static byte @Nullable [] bytes(@Nullable BytePointer data, int size) {
        if (data == null || size <= 0) {
            return null;
        }
        byte[] copy = new byte[size];
        data.get(copy, 0, size);
        return copy;
    }

    /** After the end of a file: how it was cut short, or null when it ended as it should. */
    public @Nullable String truncation() {
        return truncation;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            av_packet_free(packet);
            // Time to tell the camera, which may hold on to sessions that nobody ends.
            deadline.farewell(FAREWELL);
            avformat_close_input(context);
            if (ownsDeadline) {
                deadline.close();
            }
        }
    }
}
