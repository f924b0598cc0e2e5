package io.lynceus.vision.pixels;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExifOrientationTest {
    private static final Turn CLOCKWISE = new Turn(0, 1, -1, 0);
    private static final String LITTLE =
            "49492a0008000000" + "0200" + "0f010200010000004100000" + "0" + "120103000100000006000000" + "00000000";
    private static final String BIG =
            "4d4d002a00000008" + "0001" + "0112" + "0003" + "00000001" + "00060000" + "00000000";

    private static final String PNG = "89504e470d0a1a0a" + "0000000049454e44ae426082";

    private static Turn of(String hex) {
        return ExifOrientation.of(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
    }

    @Test
    void isReadFromWebpPngAndTiff() {
        assertThat(of(LITTLE)).as("TIFF").isEqualTo(CLOCKWISE);
        assertThat(of(BIG)).as("TIFF, big-endian").isEqualTo(CLOCKWISE);
        assertThat(of(PNG.substring(0, 16) + "0000001a" + "65584966" + BIG + "00000000" + PNG.substring(16)))
                .isEqualTo(CLOCKWISE);
        String webp = "52494646" + "ffffff00" + "57454250" + "56503820" + "03000000" + "01020300";
        assertThat(of(webp + "45584946" + "1a000000" + BIG)).isEqualTo(CLOCKWISE);
        assertThat(of(webp + "45584946" + "20000000" + "457869660000" + BIG))
                .as("with the head of a JPEG's")
                .isEqualTo(CLOCKWISE);
    }

    @Test
    void whatSaysNothingOrNonsenseIsUpright() {
        assertThat(of(PNG)).isEqualTo(Turn.NONE);
        assertThat(of("")).isEqualTo(Turn.NONE);
        assertThat(of(LITTLE.replace("120103000100000006", "120103000100000009")))
                .isEqualTo(Turn.NONE);
        assertThat(of(PNG.substring(0, 16) + "7fffffff" + "49444154" + "00000000" + PNG.substring(16)))
                .isEqualTo(Turn.NONE);
        byte[] bytes = HexFormat.of().parseHex(PNG.substring(0, 16) + "0000001a" + "65584966" + BIG + "00000000");
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] mutated = bytes.clone();
            mutated[8 + random.nextInt(bytes.length - 8)] = (byte) random.nextInt(256);
            assertThat(ExifOrientation.of(ByteBuffer.wrap(mutated))).isNotNull();
        }
    }
}
