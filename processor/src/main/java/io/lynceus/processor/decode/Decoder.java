package io.lynceus.processor.decode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_CAP_DELAY;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_COPY_OPAQUE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_OUTPUT_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_new_side_data;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_descriptor_get_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import io.lynceus.vision.RunError;
import io.lynceus.vision.UserError;
import io.lynceus.vision.pixels.CardFrame;
import io.lynceus.vision.pixels.Cropping;
import io.lynceus.vision.pixels.DecodedFrame;
import io.lynceus.vision.pixels.ExifOrientation;
import io.lynceus.vision.pixels.FFmpeg;
import io.lynceus.vision.pixels.HostFrame;
import io.lynceus.vision.pixels.Scaler;
import io.lynceus.vision.pixels.Scalers;
import io.lynceus.vision.pixels.YuvOnCard;
import java.nio.ByteBuffer;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecDescriptor;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Decodes one stream, on one thread, which owns it. Every packet sent comes back from {@link #receive} exactly once, in
 * presentation order as far as the codec reorders: as {@link OneFrame} or as a {@link NoFrame}. Bad bytes never stop
 * it: pictures that are damaged, or build on one that is damaged or missing, come out as the codec conceals it, and
 * say so ({@link DecodedFrame#damage}) until the stream is whole again.
 *
 * <pre>{@code
 * decoder.send(data, keyframe, pts, beside, sequence);
 * for (Decoded decoded = decoder.receive(); decoded != null; decoded = decoder.receive()) { ... }
 * }</pre>
 *
 * A packet that the decoder took without a word and gave no frame for comes back as {@link NoFrame} once more packets
 * followed than any codec can reorder, or at {@link #drain}. A stream whose {@link StreamFormat} changes needs another
 * decoder: drain the first.
 */
public final class Decoder implements AutoCloseable {
    /** An 8K frame fits; damaged headers announce sizes that would take all memory. */
    private static final long MAX_PIXELS = 8192L * 4352;

    private static final Set<String> HAVE_EXIF = Set.of("png", "webp", "tiff");

    private final SentPackets outcomes = new SentPackets();
    private final DamageWatch watch;
    private final Scalers scalers = new Scalers();
    private final AVPacket packet;
    private final AVFrame frame;
    private final StreamFormat format;
    private final boolean shownLater;
    private final boolean mayHaveExif;
    private @Nullable OnChip chip;
    private AVCodecContext context;
    private boolean delays;
    private boolean draining;
    /** A frame before which packets without one have their turn. */
    private @Nullable OneFrame held;

    /** @throws UserError when this build of FFmpeg has no decoder for the codec, or it refuses the extradata */
    public Decoder(StreamFormat format) {
        this(format, null);
    }

    /** @param chip to work on where it can, null for none */
    Decoder(StreamFormat format, @Nullable OnChip chip) {
        FFmpeg.quiet();
        this.format = format;
        watch = new DamageWatch(format, outcomes::isDue);
        mayHaveExif = HAVE_EXIF.contains(format.codec());
        shownLater = format.codec().equals("vp9") || format.codec().equals("av1");
        AVCodec onChip = chip == null ? null : chip.decoder(format.codec());
        this.chip = onChip == null ? null : chip;
        AVCodec codec = onChip == null ? onCpu(format.codec()) : onChip;
        packet = av_packet_alloc();
        frame = av_frame_alloc();
        context = open(codec);
        delays = (codec.capabilities() & AV_CODEC_CAP_DELAY) != 0;
    }

    private static AVCodec onCpu(String name) {
        AVCodecDescriptor descriptor = avcodec_descriptor_get_by_name(name);
        AVCodec codec = descriptor == null ? null : avcodec_find_decoder(descriptor.id());
        if (codec == null) {
            throw new UserError("no decoder for codec '" + name + "'");
        }
        return codec;
    }

    private AVCodecContext open(AVCodec codec) {
        AVCodecContext made = avcodec_alloc_context3(codec);
        made.thread_count(1);
        made.max_pixels(MAX_PIXELS);
        // The frame says which packet it came from, also where frames are reordered and timestamps are missing, as in
        // AVI.
        made.flags(made.flags() | AV_CODEC_FLAG_COPY_OPAQUE | AV_CODEC_FLAG_OUTPUT_CORRUPT);
        try {
            CodecParameters.write(format, made);
            if (chip != null) {
                chip.attach(made);
            }
            int code = avcodec_open2(made, codec, (AVDictionary) null);
            if (code < 0) {
                throw new UserError("the decoder for " + format.codec() + " does not start: " + FFmpeg.message(code));
            }
            return made;
        } catch (RuntimeException e) {
            context = made;
            close();
            throw e;
        }
    }

    /**
     * Gives the decoder one packet; call {@link #receive} until it gives null before the next.
     *
     * @param data from its position to its limit, neither of which moves; copied once, to where FFmpeg reads it
     * @param keyframe true when decoding can start here
     * @param pts when it is shown, in any unit; null when that is not known
     * @param beside what the demuxer knows of the packet beside its bytes
     * @param tag comes back with what the packet gave; any value, such as the packet's sequence
     */
    public void send(ByteBuffer data, boolean keyframe, @Nullable Long pts, Beside beside, long tag) {
        ByteBuffer bytes = data.slice();
        Contents contents = watch.look(bytes);
        long serial = outcomes.sent(tag, contents, beside.discard(), pts);
        if (contents == Contents.NOTHING) {
            watch.sentBeside();
        } else {
            watch.sent(bytes, keyframe, pts, serial, tag);
        }
        if (beside.incomplete()) {
            watch.incomplete(serial);
        }
        if (!bytes.hasRemaining()) {
            lost(serial, "the packet is empty"); // to FFmpeg it would be the end
            return;
        }
        int length = bytes.remaining();
        av_packet_unref(packet);
        if (av_new_packet(packet, length) < 0) {
            throw new RunError("no native memory for a packet of " + length + " bytes");
        }
        packet.data().capacity(length).asByteBuffer().put(bytes.slice());
        if (mayHaveExif) {
            ExifOrientation.put(bytes, packet);
        }
        packet.flags(keyframe ? AV_PKT_FLAG_KEY : 0);
        beside.sideData().forEach(this::add);
        packet.opaque(new Serial(serial));
        packet.pts(serial);
        int code = avcodec_send_packet(context, packet);
        if (code == AVERROR_EAGAIN()) {
            throw new IllegalStateException("send without receiving all that was due");
        }
        if (code < 0 && !refused(code)) {
            lost(serial, FFmpeg.message(code));
        }
    }

    private void add(SideData data) {
        if (data.isWhole()) {
            ByteBuffer bytes = data.bytes().slice();
            BytePointer copy = av_packet_new_side_data(packet, data.kind().type(), bytes.remaining());
            copy.capacity(bytes.remaining()).asByteBuffer().put(bytes);
        }
    }

    /** Says that packets before the next one never came. */
    public void missing() {
        watch.missing();
    }

    /**
     * Tag of a packet with which a decoder could have started and would give the same pictures from the one that was
     * sent last on, whatever comes: its own, when the stream forgets with it what was before; else null.
     */
    public @Nullable Long refreshed() {
        return watch.refreshed();
    }

    /** Says that a packet is left out on purpose, which is not damage to the stream. It has no outcome here. */
    public void leaveOut(ByteBuffer data) {
        watch.look(data.slice());
    }

    /**
     * The next outcome, or null when the decoder wants another packet. A frame belongs to the caller, who closes it.
     */
    public @Nullable Decoded receive() {
        while (true) {
            NoFrame lost = outcomes.poll();
            if (lost != null) {
                return lost;
            }
            OneFrame shown = held;
            if (shown != null) {
                held = null;
                return shown;
            }
            int code = avcodec_receive_frame(context, frame);
            if (code >= 0) {
                held = picture();
                av_frame_unref(frame);
            } else if (code == AVERROR_EAGAIN()) {
                if (outcomes.giveUp(delays ? SentPackets.MAX_REORDER : 0) && !delays) {
                    watch.lost(outcomes.last());
                }
                return outcomes.poll();
            } else if (code == AVERROR_EOF()) {
                // Some decoders take bytes for the end, such as GIF's trailer, and would give nothing any more.
                avcodec_flush_buffers(context);
                boolean broken = outcomes.giveUp(0);
                if (draining) {
                    draining = false;
                    watch.clear();
                } else if (broken) {
                    watch.lost(outcomes.last());
                }
                return outcomes.poll();
            } else if (!refused(code)) {
                lost(outcomes.last(), FFmpeg.message(code));
            }
        }
    }

    /** True when the chip takes no such stream: the CPU then goes on with the packet that was sent last, the first. */
    private boolean refused(int code) {
        if (chip == null || !chip.refused(code, format.codec())) {
            return false;
        }
        chip = null;
        avcodec_free_context(context);
        AVCodec codec = onCpu(format.codec());
        context = open(codec);
        delays = (codec.capabilities() & AV_CODEC_CAP_DELAY) != 0;
        avcodec_send_packet(context, packet);
        return true;
    }

    /** The frame that the decoder gave, or null when it is a second one of its packet, or of one given up on. */
    private @Nullable OneFrame picture() {
        long serial = serial();
        YuvOnCard onCard = chip == null ? null : chip.take(frame, context, format.codec());
        if (onCard == null) {
            Cropping.apply(context, frame);
            if (!Scaler.takes(frame)) {
                outcomes.lost(serial, "a picture of this pixel format cannot be scaled", false);
            }
        }
        boolean corrupt = (frame.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) != 0;
        String why = watch.of(serial, frame.decode_error_flags() != 0, corrupt);
        if (delays) {
            outcomes.passed(serial);
        }
        Long tag = outcomes.arrived(serial);
        return tag == null ? null : new OneFrame(tag, decoded(onCard, why));
    }

    private DecodedFrame decoded(@Nullable YuvOnCard onCard, @Nullable String why) {
        return onCard == null || chip == null
                ? new HostFrame(frame, why, scalers)
                : new CardFrame(frame, onCard, why, scalers, chip.card());
    }

    /**
     * The packet that the picture came from. One that was decoded earlier and is shown now, as VP9 and AV1 have it, is
     * still marked with the earlier packet, but for its time.
     */
    private long serial() {
        if (shownLater) {
            return frame.pts();
        }
        Pointer opaque = frame.opaque();
        return opaque == null ? 0 : opaque.address();
    }

    private void lost(long serial, String reason) {
        if (outcomes.lost(serial, reason, context.has_b_frames() > 0)) {
            watch.lost(serial);
        }
    }

    /**
     * Ends an epoch: after it {@link #receive} gives all that is still due, then null; the decoder is then as new, for
     * a next keyframe.
     */
    public void drain() {
        draining = true;
        avcodec_send_packet(context, null);
    }

    /** Frees the decoder. Frames that it gave are closed first. */
    @Override
    public void close() {
        if (held != null) {
            held.frame().close();
        }
        scalers.close();
        av_frame_free(frame);
        av_packet_free(packet);
        avcodec_free_context(context);
    }

    /** A number in the place of a pointer, which FFmpeg hands through unread. */
    private static final class Serial extends Pointer {
        Serial(long serial) {
            address = serial;
        }
    }
}
