package io.lynceus.processor.decode;

import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_ENOSYS;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * One camera's use of a chip. What the chip cannot decode goes to the CPU, which is said once. One thread at a time.
 */
final class OnChip {
    private final Chip chip;
    private final Consumer<String> told;
    private boolean said;

    OnChip(Chip chip, Consumer<String> told) {
        this.chip = chip;
        this.told = told;
    }

    /** @param chip asked for only where one is wanted */
    static Decoders decoders(DecoderKind kind, Supplier<Chip> chip, Consumer<String> told) {
        if (kind != DecoderKind.NVDEC) {
            return Decoders.ON_CPU;
        }
        Chip wanted = chip.get();
        String reason = wanted.reason();
        if (reason != null) {
            told.accept("decoded on the CPU, for NVDEC cannot work here: " + reason);
            return Decoders.ON_CPU;
        }
        OnChip onChip = new OnChip(wanted, told);
        return format -> new Decoder(format, onChip);
    }

    /** FFmpeg's decoder that works on the chip, null when the codec is none of the chip's. */
    @Nullable
    AVCodec decoder(String codec) {
        AVCodec decoder = chip.decoder(codec);
        if (decoder == null) {
            onCpu(codec);
        }
        return decoder;
    }

    void attach(AVCodecContext context) {
        chip.attach(context);
    }

    /** Takes a decoded frame to host memory; one that is there already was decoded by the CPU. */
    void take(AVFrame frame, String codec) {
        if (chip.holds(frame)) {
            chip.fetch(frame);
        } else {
            onCpu(codec);
        }
    }

    /**
     * Whether an error says that the decoder works on a chip or not at all, and this stream is not one of the chip's.
     */
    boolean refused(int code, String codec) {
        boolean refused = code == AVERROR_ENOSYS();
        if (refused) {
            onCpu(codec);
        }
        return refused;
    }

    private void onCpu(String codec) {
        if (!said) {
            said = true;
            told.accept("decoded on the CPU, for NVDEC takes no such " + codec + " stream");
        }
    }
}
