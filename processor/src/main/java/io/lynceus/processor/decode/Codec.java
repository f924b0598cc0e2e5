package io.lynceus.processor.decode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_PROP_INTRA_ONLY;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_descriptor_get_by_name;

import org.bytedeco.ffmpeg.avcodec.AVCodecDescriptor;

/** What is known of a codec by its name. */
public final class Codec {
    private Codec() {}

    /** True when each packet is a picture of its own, as in MJPEG: one may be left out without harm to the next. */
    public static boolean intraOnly(String codec) {
        AVCodecDescriptor descriptor = avcodec_descriptor_get_by_name(codec);
        return descriptor != null && (descriptor.props() & AV_CODEC_PROP_INTRA_ONLY) != 0;
    }
}
