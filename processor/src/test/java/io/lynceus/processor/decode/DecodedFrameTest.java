package io.lynceus.processor.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.Slot;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecodedFrameTest {
    private static final int GREY = 114;

    private final ByteBuffer memory = ByteBuffer.allocateDirect(3 * 64 * 64);

    @TempDir
    Path folder;

    @Test
    void theFrameIsWrittenAsPlanesWithAGreyBorder() {
        Letterbox box = FirstFrame.of(folder.resolve("clip.mp4"), 128, 64, frame -> frame.into(slot()));
        assertThat(box).isEqualTo(Letterbox.of(128, 64, 64, 64));
        BufferedImage source = TestClips.picture(128, 64, 0);
        for (int channel = 0; channel < 3; channel++) {
            assertThat(at(channel, 20, 15)).isEqualTo(GREY);
            assertThat(at(channel, 20, 48)).isEqualTo(GREY);
            // The codec costs a little; away from edges the colour is the source's.
            Color colour = new Color(source.getRGB(100, 48));
            int[] rgb = {colour.getRed(), colour.getGreen(), colour.getBlue()};
            assertThat(at(channel, 50, 16 + 24)).isCloseTo(rgb[channel], within(12));
        }
    }

    @Test
    void theNetworkSeesTheVeryBytesOfThePackedPicture() {
        BufferedImage picture = FirstFrame.of(folder.resolve("clip.mp4"), 128, 64, frame -> {
            frame.into(slot());
            return frame.picture(64, 32);
        });
        for (int y = 0; y < 32; y++) {
            for (int x = 0; x < 64; x++) {
                Color colour = new Color(picture.getRGB(x, y));
                assertThat(at(0, x, y + 16)).isEqualTo(colour.getRed());
                assertThat(at(1, x, y + 16)).isEqualTo(colour.getGreen());
                assertThat(at(2, x, y + 16)).isEqualTo(colour.getBlue());
            }
        }
    }

    @Test
    void aPictureIsTheFrameInColour() {
        BufferedImage picture = FirstFrame.of(folder.resolve("clip.mp4"), 128, 64, frame -> frame.picture(128, 64));
        Color found = new Color(picture.getRGB(100, 48));
        Color wanted = new Color(TestClips.picture(128, 64, 0).getRGB(100, 48));
        assertThat(found.getRed()).isCloseTo(wanted.getRed(), within(12));
        assertThat(found.getGreen()).isCloseTo(wanted.getGreen(), within(12));
        assertThat(found.getBlue()).isCloseTo(wanted.getBlue(), within(12));
    }

    private Slot slot() {
        return new Slot(memory, 64, 64);
    }

    private int at(int channel, int x, int y) {
        return memory.get((channel * 64 + y) * 64 + x) & 0xff;
    }
}
