package io.lynceus.processor.decode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_new;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_descriptor_get_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avutil.AVCHROMA_LOC_NB;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_NB;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_NB;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_NB;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_NB;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt_name;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import io.lynceus.vision.RunError;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * A {@link StreamFormat} from and to FFmpeg's own form, field by field, so that a decoder here knows what it would know
 * beside the demuxer. What comes from elsewhere is brought within FFmpeg's bounds, some of which it takes for granted.
 */
public final class CodecParameters {
    /** As many pictures as H.264 can hold back; more than that ends the process in FFmpeg. */
    private static final int MOST_DELAY = 16;

    /** The codecs that are nothing but pixels. */
    private static final Set<String> BY_PIXEL_FORMAT = Set.of("rawvideo", "bitpacked");

    private CodecParameters() {}

    /** What a demuxer says of its stream; copied. */
    public static StreamFormat read(AVCodecParameters from) {
        BytePointer pixelFormat = av_get_pix_fmt_name(from.format());
        return new StreamFormat(
                avcodec_get_name(from.codec_id()).getString(),
                bytes(from.extradata(), from.extradata_size()),
                from.width(),
                from.height(),
                new StreamParameters(
                        from.codec_tag(),
                        pixelFormat == null ? null : pixelFormat.getString(),
                        from.bits_per_coded_sample(),
                        from.profile(),
                        from.level(),
                        from.field_order(),
                        from.video_delay(),
                        from.sample_aspect_ratio().num(),
                        from.sample_aspect_ratio().den(),
                        new Colour(
                                from.color_range(),
                                from.color_primaries(),
                                from.color_trc(),
                                from.color_space(),
                                from.chroma_location()),
                        from.nb_coded_side_data() == 0
                                ? List.of()
                                : SideData.of(from.coded_side_data(), from.nb_coded_side_data())));
    }

    /** Tells a decoder that is not open yet. */
    static void write(StreamFormat format, AVCodecContext to) {
        AVCodecParameters all = avcodec_parameters_alloc();
        try {
            write(format, all);
            if (avcodec_parameters_to_context(to, all) < 0) {
                throw new RunError("no native memory for a decoder");
            }
        } finally {
            avcodec_parameters_free(all);
        }
    }

    /** Tells a decoder or a muxer, whose parameters are still empty. */
    static void write(StreamFormat format, AVCodecParameters all) {
        all.codec_type(AVMEDIA_TYPE_VIDEO);
        all.codec_id(avcodec_descriptor_get_by_name(format.codec()).id());
        all.width(format.width());
        all.height(format.height());
        byte[] extradata = format.extradata();
        if (extradata != null && extradata.length > 0) {
            BytePointer copy = new BytePointer(av_mallocz((long) extradata.length + AV_INPUT_BUFFER_PADDING_SIZE));
            copy.put(extradata, 0, extradata.length);
            all.extradata(copy);
            all.extradata_size(extradata.length);
        }
        StreamParameters parameters = format.parameters();
        if (parameters != null) {
            write(parameters, all);
            String pixels = parameters.pixelFormat();
            // Other decoders know it from their bytes, and some write as if it were what they expect.
            all.format(pixels == null || !BY_PIXEL_FORMAT.contains(format.codec()) ? -1 : av_get_pix_fmt(pixels));
        }
    }

    private static void write(StreamParameters from, AVCodecParameters to) {
        to.codec_tag(from.codecTag());
        to.bits_per_coded_sample(from.bitsPerCodedSample());
        to.profile(from.profile());
        to.level(from.level());
        to.field_order(known(from.fieldOrder(), 6, 0));
        to.video_delay(Math.max(0, Math.min(MOST_DELAY, from.videoDelay())));
        to.sample_aspect_ratio().num(from.aspectNumerator());
        to.sample_aspect_ratio().den(from.aspectDenominator());
        Colour colour = from.colour();
        to.color_range(known(colour.range(), AVCOL_RANGE_NB, 0));
        to.color_primaries(known(colour.primaries(), AVCOL_PRI_NB, 2));
        to.color_trc(known(colour.transfer(), AVCOL_TRC_NB, 2));
        to.color_space(known(colour.matrix(), AVCOL_SPC_NB, 2));
        to.chroma_location(known(colour.chromaLocation(), AVCHROMA_LOC_NB, 0));
        try (PointerPointer<AVPacketSideData> list = new PointerPointer<>(1);
                IntPointer count = new IntPointer(1)) {
            list.put(0, null);
            count.put(0);
            for (SideData data : from.sideData()) {
                add(data, list, count);
            }
            to.coded_side_data(list.get(AVPacketSideData.class));
            to.nb_coded_side_data(count.get());
        }
    }

    private static void add(SideData data, PointerPointer<AVPacketSideData> list, IntPointer count) {
        if (data.isWhole()) {
            ByteBuffer bytes = data.bytes().slice();
            AVPacketSideData made =
                    av_packet_side_data_new(list, count, data.kind().type(), bytes.remaining(), 0);
            made.data().capacity(bytes.remaining()).asByteBuffer().put(bytes);
        }
    }

    private static int known(int value, int end, int otherwise) {
        return value >= 0 && value < end ? value : otherwise;
    }

    static byte @Nullable [] bytes(@Nullable BytePointer data, int size) {
        if (data == null || size <= 0) {
            return null;
        }
        byte[] copy = new byte[size];
        data.get(copy, 0, size);
        return copy;
    }
}
