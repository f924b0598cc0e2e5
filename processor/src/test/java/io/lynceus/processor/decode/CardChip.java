package io.lynceus.processor.decode;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_descriptor_get_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;

import io.lynceus.vision.engine.tensorrt.CardOfCores;
import io.lynceus.vision.pixels.YuvOnCard;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * A chip that is FFmpeg's decoders on the CPU and leaves what they decode in 4:2:0 of 8 bits as NVDEC would, on a card
 * that is this machine: the kernel is the card's own.
 */
public final class CardChip implements Chip {
    private final CardOfCores card;

    /** @param folder for the kernel's program */
    public CardChip(Path folder) {
        card = new CardOfCores(folder);
    }

    /** Its pictures are worked on where they lie. */
    public Decoders direct() {
        return OnChip.decoders(DecoderKind.NVDEC_DIRECT, () -> this, why -> {});
    }

    public CardOfCores card() {
        return card;
    }

    @Override
    public @Nullable String reason() {
        return null;
    }

    @Override
    public @Nullable String directReason() {
        return null;
    }

    @Override
    public @Nullable AVCodec decoder(String codec) {
        return avcodec_find_decoder(avcodec_descriptor_get_by_name(codec).id());
    }

    @Override
    public void attach(AVCodecContext context, boolean direct) {}

    @Override
    public boolean holds(AVFrame frame) {
        return frame.format() == AV_PIX_FMT_YUV420P || frame.format() == AV_PIX_FMT_YUVJ420P;
    }

    @Override
    public YuvOnCard onCard(AVFrame frame) {
        return card.put(frame);
    }

    @Override
    public void fetch(AVFrame frame) {
        card.fetch(frame);
    }

    @Override
    public void scaled(YuvOnCard picture, int width, int height, Consumer<ByteBuffer> planes) {
        card.scaled(picture, width, height, planes);
    }
}
