package io.lynceus.processor.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.lynceus.processor.capture.Packet;
import io.lynceus.processor.capture.PacketReader;
import io.lynceus.vision.engine.tensorrt.CardOfCores;
import io.lynceus.vision.pixels.CroppedClip;
import io.lynceus.vision.pixels.DecodedFrame;
import io.lynceus.vision.pixels.ShownClip;
import io.lynceus.vision.pixels.ShownClips;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShownFramesTest {
    @TempDir
    Path folder;

    @Test
    void theNetworkIsGivenWhatAPlayerShows() throws IOException {
        SoftAssertions all = new SoftAssertions();
        int clips = 0;
        List<ShownClip> made = new ArrayList<>(ShownClips.make(folder));
        made.add(CroppedClip.make(folder));
        CardChip chip = CardOfCores.canBeMade() ? new CardChip(folder) : null;
        for (ShownClip clip : made) {
            clips++;
            if (chip != null) {
                onCard(clip, chip, all);
            }
            try (PacketReader reader = PacketReader.open(clip.file().toString(), Duration.ofMinutes(5));
                    Decoder decoder = new Decoder(reader.format());
                    DecodedFrame frame = first(reader, decoder)) {
                all.assertThat(frame.width()).as(clip.name()).isEqualTo(clip.width());
                all.assertThat(frame.height()).as(clip.name()).isEqualTo(clip.height());
                all.assertThat(clip.distance(clip.input(frame))).as(clip.name()).isLessThanOrEqualTo(1.001);
                all.assertThat(clip.differenceOfWays(frame)).as(clip.name()).isLessThanOrEqualTo(1);
            }
        }
        assertThat(clips).isGreaterThan(200);
        if (chip != null) {
            all.assertThat(chip.card().scaled()).as("scaled where they lie").isGreaterThan(10);
            all.assertThat(chip.card().fetched()).as("turned or cut").isGreaterThan(10);
        }
        all.assertAll();
    }

    /** The kernel rounds by itself, so that a value may be one more off. */
    private static void onCard(ShownClip clip, CardChip chip, SoftAssertions all) {
        try (PacketReader reader = PacketReader.open(clip.file().toString(), Duration.ofMinutes(5));
                Decoder decoder = chip.direct().open(reader.format());
                DecodedFrame frame = first(reader, decoder)) {
            String name = clip.name() + " on a card";
            all.assertThat(frame.width()).as(name).isEqualTo(clip.width());
            all.assertThat(frame.height()).as(name).isEqualTo(clip.height());
            all.assertThat(clip.distance(clip.input(frame))).as(name).isLessThanOrEqualTo(2.001);
        }
    }

    private static DecodedFrame first(PacketReader reader, Decoder decoder) {
        Packet packet = reader.read();
        while (true) {
            if (packet == null) {
                decoder.drain();
            } else {
                decoder.send(ByteBuffer.wrap(packet.data()), packet.keyframe(), packet.pts(), packet.beside(), 0);
                packet = reader.read();
            }
            if (decoder.receive() instanceof OneFrame one) {
                return one.frame();
            }
        }
    }
}
