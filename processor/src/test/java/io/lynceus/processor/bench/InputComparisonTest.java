package io.lynceus.processor.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lynceus.processor.capture.Packet;
import io.lynceus.processor.capture.PacketReader;
import io.lynceus.processor.decode.CardChip;
import io.lynceus.processor.decode.Colour;
import io.lynceus.processor.decode.Decoders;
import io.lynceus.processor.decode.StreamFormat;
import io.lynceus.processor.decode.StreamParameters;
import io.lynceus.processor.inference.BundledModel;
import io.lynceus.processor.inference.DetectorSettings;
import io.lynceus.vision.CacheFolder;
import io.lynceus.vision.engine.Engine;
import io.lynceus.vision.engine.OnnxEngine;
import io.lynceus.vision.engine.tensorrt.CardOfCores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real network on real pictures, which a card's kernel and swscale bring to it. */
class InputComparisonTest {
    private static final int PICTURES = 6;
    private static final Path FOOTAGE = CacheFolder.path().resolve("vtest.avi");

    @TempDir
    Path folder;

    @Test
    void theNetworkSaysTheSameOfPicturesThatTheCardScaled() {
        List<Packet> packets = footage();
        assumeTrue(CardOfCores.canBeMade(), "no /usr/bin/gcc");
        CardChip chip = new CardChip(folder);
        try (Engine engine =
                OnnxEngine.open(BundledModel.read(), DetectorSettings.defaults().engine())) {
            InputComparison comparison = new InputComparison(engine);
            comparison.run(packets, Decoders.ON_CPU, chip.direct());
            assertThat(comparison.same()).as("%s", comparison).isTrue();
            assertThat(comparison.toString())
                    .as("the kernel's rounding")
                    .matches(
                            "boxes of " + PICTURES + " pictures: scores within 0\\.0[0-2]\\d+, boxes within [01]\\..*");
            assertThat(chip.card().scaled()).isEqualTo(PICTURES);
        }
    }

    @Test
    void aPictureOfTheWrongRangeIsNoticed() {
        List<Packet> packets = footage();
        try (Engine engine =
                OnnxEngine.open(BundledModel.read(), DetectorSettings.defaults().engine())) {
            InputComparison comparison = new InputComparison(engine);
            comparison.run(packets, Decoders.ON_CPU, format -> Decoders.ON_CPU.open(fullRange(format)));
            assertThat(comparison.same()).as("%s", comparison).isFalse();
        }
    }

    private static StreamFormat fullRange(StreamFormat format) {
        StreamParameters parameters = Objects.requireNonNull(format.parameters());
        return new StreamFormat(
                format.codec(),
                format.extradata(),
                format.width(),
                format.height(),
                new StreamParameters(
                        parameters.codecTag(),
                        parameters.pixelFormat(),
                        parameters.bitsPerCodedSample(),
                        parameters.profile(),
                        parameters.level(),
                        parameters.fieldOrder(),
                        parameters.videoDelay(),
                        parameters.aspectNumerator(),
                        parameters.aspectDenominator(),
                        new Colour(2, 2, 2, 2, 0),
                        parameters.sideData()));
    }

    private static List<Packet> footage() {
        assumeTrue(Files.exists(FOOTAGE), "needs the footage: run ./lynceus footage");
        List<Packet> packets = new ArrayList<>();
        try (PacketReader reader = PacketReader.open(FOOTAGE.toString(), Duration.ofMinutes(5))) {
            while (packets.size() < PICTURES) {
                packets.add(Objects.requireNonNull(reader.read()));
            }
        }
        return packets;
    }
}
