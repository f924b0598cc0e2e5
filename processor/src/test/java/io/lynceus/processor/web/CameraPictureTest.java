package io.lynceus.processor.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CameraPictureTest {
    private long nanos = -5_000_000_000L;
    private final CameraPicture camera = new CameraPicture(() -> nanos);

    @Test
    void isWantedOnlyWhileSomebodyWatches() throws InterruptedException {
        assertThat(camera.wanted()).isFalse();
        assertThat(camera.awaitOther(0, 0)).isNull();
        assertThat(camera.wanted()).isTrue();
        pass(3000);
        assertThat(camera.wanted()).isFalse();
    }

    @Test
    void isWantedAboutTenTimesASecondAtMost() throws InterruptedException {
        camera.awaitOther(0, 0);
        camera.offer(raw());
        pass(80);
        assertThat(camera.wanted()).isFalse();
        pass(20);
        assertThat(camera.wanted()).isTrue();
    }

    @Test
    void keepsOnlyTheLatestWhenThePainterIsSlow() {
        CameraPicture.Raw second = raw();
        assertThat(camera.offer(raw())).isTrue();
        assertThat(camera.offer(second)).isFalse();
        assertThat(camera.take()).isSameAs(second);
        assertThat(camera.take()).isNull();
    }

    @Test
    void givesTheSamePictureAgainWhenThereIsNoOtherInTime() throws InterruptedException {
        camera.publish(new byte[] {1});
        CameraPicture.Jpeg first = Objects.requireNonNull(camera.awaitOther(0, 0));
        assertThat(camera.awaitOther(first.version(), 0)).isSameAs(first);
        camera.publish(new byte[] {2});
        assertThat(camera.awaitOther(first.version(), 0)).extracting("version").isEqualTo(2L);
    }

    @Test
    void nobodyWaitsOnceItIsClosed() throws InterruptedException {
        camera.close();
        assertThat(camera.awaitOther(0, TimeUnit.HOURS.toMillis(1))).isNull();
    }

    private void pass(long millis) {
        nanos += TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private static CameraPicture.Raw raw() {
        return new CameraPicture.Raw(
                new BufferedImage(8, 8, BufferedImage.TYPE_3BYTE_BGR),
                Events.detected("gate", 0, Instant.EPOCH, List.of()));
    }
}
