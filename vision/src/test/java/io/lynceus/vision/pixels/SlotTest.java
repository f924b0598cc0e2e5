package io.lynceus.vision.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lynceus.vision.UserError;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SlotTest {
    private static final int WIDTH = 4;
    private static final int HEIGHT = 6;

    private final ByteBuffer bytes = ByteBuffer.allocateDirect(3 * WIDTH * HEIGHT);

    @Test
    void aPictureIsWrittenAsPlanesWithAGreyBorder() {
        Letterbox box = Letterbox.of(4, 2, WIDTH, HEIGHT);
        Picture inner = picture(4, 2, 10);
        assertThat(box.source(inner).into(uint8())).isEqualTo(box);
        for (int channel = 0; channel < 3; channel++) {
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    boolean inside = y >= 2 && y < 4;
                    int wanted = inside ? inner.rgb()[((y - 2) * 4 + x) * 3 + channel] & 0xff : 114;
                    int at = (channel * HEIGHT + y) * WIDTH + x;
                    assertThat(bytes.get(at) & 0xff).isEqualTo(wanted);
                }
            }
        }
    }

    @Test
    void blueComesFirstWhereTheNetworkWantsIt() {
        Letterbox box = Letterbox.of(4, 2, WIDTH, HEIGHT);
        Picture inner = picture(4, 2, 10);
        box.source(inner).into(new Slot(bytes, Pixels.BGR255, WIDTH, HEIGHT));
        int blue = inner.rgb()[2] & 0xff;
        int green = inner.rgb()[1] & 0xff;
        int first = 2 * WIDTH;
        assertThat(bytes.get(first) & 0xff).isEqualTo(blue);
        assertThat(bytes.get(HEIGHT * WIDTH + first) & 0xff).isEqualTo(green);
        assertThatThrownBy(() -> Pixels.of("gbr"))
                .isInstanceOf(UserError.class)
                .hasMessage("pixels: 'gbr' is none of auto, rgb, bgr, rgb255, bgr255");
    }

    @Test
    void theBorderOfTheNextPictureIsGreyWhereTheLastOneLay() {
        Slot used = uint8();
        Letterbox whole = Letterbox.of(4, 6, WIDTH, HEIGHT);
        Letterbox high = Letterbox.of(2, 6, WIDTH, HEIGHT);
        Letterbox wide = Letterbox.of(4, 2, WIDTH, HEIGHT);
        for (Letterbox box : new Letterbox[] {whole, high, whole, wide, wide, high}) {
            Picture inner = picture(box.innerWidth(), box.innerHeight(), 50);
            box.source(inner).into(used);
            ByteBuffer fresh = ByteBuffer.allocate(bytes.capacity());
            box.source(inner).into(new Slot(fresh, WIDTH, HEIGHT));
            assertThat(bytes).as(box.toString()).isEqualTo(fresh);
        }
    }

    static Stream<SyntheticYuv.Kind> frames() {
        return SyntheticYuv.kinds();
    }

    @ParameterizedTest
    @MethodSource("frames")
    void aFrameThatIsScaledRightIntoItsPlaceIsTheOneThatIsCopiedThere(SyntheticYuv.Kind kind) {
        try (SyntheticYuv picture = SyntheticYuv.of(kind);
                Scalers scalers = new Scalers();
                HostFrame frame = new HostFrame(picture.frame(), null, scalers)) {
            for (int[] size : new int[][] {{64, 64}, {128, 96}, {192, 160}, {640, 640}}) {
                for (Pixels pixels : new Pixels[] {Pixels.RGB, Pixels.BGR}) {
                    ByteBuffer direct = Slot.memory(size[0], size[1]);
                    ByteBuffer copied = ByteBuffer.allocate(direct.remaining());
                    Letterbox box = frame.into(new Slot(direct, pixels, size[0], size[1]));
                    assertThat(frame.into(new Slot(copied, pixels, size[0], size[1])))
                            .isEqualTo(box);
                    assertThat(direct).as(box.toString()).isEqualTo(copied);
                }
            }
        }
    }

    @Test
    void thereIsMemoryForAPictureOfAnySize() {
        for (int side = 32; side < 400; side++) {
            ByteBuffer memory = Slot.memory(side, side);
            assertThat((long) memory.remaining()).isEqualTo(Slot.bytes(side, side));
            assertThat(memory.alignmentOffset(0, Scaler.ALIGNMENT)).isZero();
        }
    }

    @Test
    void aSlotOfAnotherSizeIsRefused() {
        Letterbox box = Letterbox.of(4, 2, WIDTH, 8);
        assertThatThrownBy(() -> box.source(picture(4, 2, 0)).into(uint8())).hasMessageContaining("4x6, not 4x8");
        assertThatThrownBy(() -> new Slot(bytes, WIDTH, HEIGHT + 1)).hasMessageContaining("no room");
    }

    private Slot uint8() {
        return new Slot(bytes, WIDTH, HEIGHT);
    }

    private static Picture picture(int width, int height, int first) {
        byte[] rgb = new byte[width * height * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (first + 7 * i);
        }
        return new Picture(width, height, rgb);
    }
}
