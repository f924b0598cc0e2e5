package io.lynceus.processor.decode;

import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_ENOSYS;

import io.lynceus.vision.pixels.Cropping;
import io.lynceus.vision.pixels.FrameCard;
import io.lynceus.vision.pixels.Turn;
import io.lynceus.vision.pixels.YuvOnCard;
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
    private final boolean direct;
    private final Consumer<String> told;
    private boolean said;

    /** @param direct whether pictures stay on the card, as far as they can */
    OnChip(Chip chip, boolean direct, Consumer<String> told) {
        this.chip = chip;
        this.direct = direct;
        this.told = told;
    }

    /** @param chip asked for only where one is wanted */
    static Decoders decoders(DecoderKind kind, Supplier<Chip> chip, Consumer<String> told) {
        if (kind != DecoderKind.NVDEC && kind != DecoderKind.NVDEC_DIRECT) {
            return Decoders.ON_CPU;
        }
        Chip wanted = chip.get();
        String reason = wanted.reason();
        if (reason != null) {
            told.accept("decoded on the CPU, for NVDEC cannot work here: " + reason);
            return Decoders.ON_CPU;
        }
        String indirect = kind == DecoderKind.NVDEC_DIRECT ? wanted.directReason() : null;
        if (indirect != null) {
            told.accept("decoded by NVDEC and fetched to host memory, for the card cannot scale pictures: " + indirect);
        }
        OnChip onChip = new OnChip(wanted, kind == DecoderKind.NVDEC_DIRECT && indirect == null, told);
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
        chip.attach(context, direct);
    }

    /** Where the frames lie that {@link #take} leaves on a card. */
    FrameCard card() {
        return chip;
    }

    /**
     * Takes a decoded frame to host memory, and gives null; or leaves it on the card, and says where. One that is in
     * host memory already was decoded by the CPU.
     */
    @Nullable
    YuvOnCard take(AVFrame frame, AVCodecContext context, String codec) {
        if (!chip.holds(frame)) {
            onCpu(codec);
            return null;
        }
        YuvOnCard there = direct && isPlain(frame, context) ? chip.onCard(frame) : null;
        if (there == null) {
            chip.fetch(frame);
        }
        return there;
    }

    /** Upright, and with nothing left to be cut: the lower and right edges FFmpeg has cut already. */
    private static boolean isPlain(AVFrame frame, AVCodecContext context) {
        return frame.crop_left() == 0
                && frame.crop_top() == 0
                && !Cropping.isWanted(context)
                && Turn.of(frame).equals(Turn.NONE);
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
