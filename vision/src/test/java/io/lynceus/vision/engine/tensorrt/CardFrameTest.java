package io.lynceus.vision.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lynceus.vision.pixels.CardFrame;
import io.lynceus.vision.pixels.HostFrame;
import io.lynceus.vision.pixels.Letterbox;
import io.lynceus.vision.pixels.Pixels;
import io.lynceus.vision.pixels.Scalers;
import io.lynceus.vision.pixels.Slot;
import io.lynceus.vision.pixels.SyntheticYuv;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CardFrameTest {
    private static final int SIDE = 96;

    private final Scalers scalers = new Scalers();

    @TempDir
    Path folder;

    private CardOfCores card;
    private CardFrame frame;
    private HostFrame host;

    @BeforeEach
    void decode() {
        assumeTrue(CardOfCores.canBeMade(), "no /usr/bin/gcc");
        card = new CardOfCores(folder);
        try (SyntheticYuv picture = SyntheticYuv.of(SyntheticYuv.kinds().toList().get(0))) {
            AVFrame decoded = picture.frame();
            frame = card.frame(decoded, scalers);
            host = new HostFrame(decoded, null, scalers);
        }
    }

    @AfterEach
    void close() {
        if (frame != null) {
            frame.close();
            host.close();
        }
        scalers.close();
    }

    @ParameterizedTest
    @EnumSource(Slot.Element.class)
    void aNetworkElsewhereGetsThePictureThatTheCardHasScaled(Slot.Element element) {
        float step = element == Slot.Element.UINT8 ? 1 : 1 / 255f;
        for (Pixels pixels : new Pixels[] {Pixels.RGB, Pixels.BGR}) {
            ByteBuffer wanted = memory(element);
            ByteBuffer got = memory(element);
            Letterbox box = host.into(new Slot(wanted, element, pixels, SIDE, SIDE));
            assertThat(frame.into(new Slot(got, element, pixels, SIDE, SIDE))).isEqualTo(box);
            double largest = 0;
            for (int i = 0; i < 3 * SIDE * SIDE; i++) {
                largest = Math.max(largest, Math.abs(value(wanted, element, i) - value(got, element, i)));
            }
            assertThat(largest).isLessThanOrEqualTo(step * 1.001);
        }
        assertThat(card.scaled()).isEqualTo(2);
        assertThat(card.fetched()).isZero();
    }

    @Test
    void peopleSeeTheDecodersOwnPictureWhichIsFetchedOnce() {
        BufferedImage wanted = host.picture(1280, 720);
        assertThat(pixels(frame.picture(1280, 720))).isEqualTo(pixels(wanted));
        frame.picture(64, 36);
        assertThat(card.fetched()).isEqualTo(1);
        assertThat(card.scaled()).isZero();
    }

    @Test
    void afterItIsFetchedANetworkOnTheCardStillFindsIt() {
        frame.picture(64, 36);
        assertThat(frame.onCard().width()).isEqualTo(frame.width());
        assertThat(frame.onCard().luma()).isNotZero();
    }

    @Test
    void aClosedFrameGivesNothingMore() {
        frame.close();
        frame.close();
        assertThatThrownBy(() -> frame.onCard()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> frame.picture(64, 36)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> frame.into(new Slot(
                        memory(Slot.Element.UINT8), Slot.Element.UINT8, SIDE, SIDE)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aPictureInHostMemoryIsOnNoCard() {
        assertThat(host.onCard()).isNull();
    }

    private static ByteBuffer memory(Slot.Element element) {
        return ByteBuffer.allocateDirect((int) Slot.bytes(element, SIDE, SIDE)).order(ByteOrder.nativeOrder());
    }

    private static double value(ByteBuffer memory, Slot.Element element, int at) {
        return element == Slot.Element.UINT8 ? memory.get(at) & 0xff : memory.getFloat(at * Float.BYTES);
    }

    private static byte[] pixels(BufferedImage picture) {
        return ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
    }
}
