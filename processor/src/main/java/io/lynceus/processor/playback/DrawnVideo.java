package io.lynceus.processor.playback;

import io.lynceus.processor.decode.VideoFacts;
import io.lynceus.processor.decode.VideoWriter;
import io.lynceus.schemas.avro.EncodedPacket;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A stretch's pictures as a video of their own, each shown when it was. One thread. */
final class DrawnVideo implements AutoCloseable {
    private static final double UNKNOWN_RATE = 25;

    private final Stretch stretch;
    private final Path file;
    private final VideoFacts facts;
    private @Nullable VideoWriter writer;
    private long last = -1;

    DrawnVideo(Stretch stretch, Path file) {
        this.stretch = stretch;
        this.file = file;
        EncodedPacket first = stretch.first();
        EncodedPacket end = stretch.packets().get(stretch.packets().size() - 1);
        double seconds = stretch.secondsUntil(end);
        double rate = seconds > 0 ? (stretch.packets().size() - 1) / seconds : UNKNOWN_RATE;
        facts = new VideoFacts(
                        first.getTimeBaseNumerator(),
                        first.getTimeBaseDenominator(),
                        Math.max(0.1, Math.min(rate, 240)))
                .of(stretch.format());
    }

    void add(EncodedPacket packet, BufferedImage picture) {
        VideoWriter open = writer;
        if (open == null) {
            open = VideoWriter.create(file, picture.getWidth(), picture.getHeight(), facts);
            writer = open;
        }
        last = Math.max(last + 1, facts.units(Math.max(0, stretch.secondsUntil(packet) - stretch.from())));
        open.write(picture, last, packet.getDuration() > 0 ? packet.getDuration() : facts.step());
    }

    boolean isEmpty() {
        return writer == null;
    }

    @Override
    public void close() {
        if (writer != null) {
            writer.close();
        }
    }
}
