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
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        try (SyntheticYuv picture =
                SyntheticYuv.of(SyntheticYuv.kinds().toList().get(0))) {
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

    @Test
    void aNetworkElsewhereGetsThePictureThatTheCardHasScaled() {
        for (Pixels pixels : new Pixels[] {Pixels.RGB, Pixels.BGR}) {
            ByteBuffer wanted = memory();
            ByteBuffer got = memory();
            Letterbox box = host.into(new Slot(wanted, pixels, SIDE, SIDE));
            assertThat(frame.into(new Slot(got, pixels, SIDE, SIDE))).isEqualTo(box);
            int largest = 0;
            for (int i = 0; i < 3 * SIDE * SIDE; i++) {
                largest = Math.max(largest, Math.abs((wanted.get(i) & 0xff) - (got.get(i) & 0xff)));
            }
            assertThat(largest).isLessThanOrEqualTo(1);
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
        assertThatThrownBy(() -> frame.into(new Slot(memory(), SIDE, SIDE))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aPictureInHostMemoryIsOnNoCard() {
        assertThat(host.onCard()).isNull();
    }

    private static ByteBuffer memory() {
        return ByteBuffer.allocateDirect((int) Slot.bytes(SIDE, SIDE));
    }

    private static byte[] pixels(BufferedImage picture) {
        return ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
    }
}
